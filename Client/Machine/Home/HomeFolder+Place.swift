#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension HomeFolder {
    /// `TWOFOLD_HOME`, or else the platform's usual place: `~/Library/Application Support/Twofold` on macOS, elsewhere `twofold` in
    /// `XDG_DATA_HOME` or `~/.local/share` (XDG Base Directory Specification 0.8). Creates nothing.
    ///
    /// - Throws: `HomeFolderError.noPlace`.
    package init(environment: [String: String]) throws(HomeFolderError) {
        if let chosen = environment["TWOFOLD_HOME"], !chosen.isEmpty {
            self.init(path: try Self.absolute(chosen))
            return
        }
        #if !canImport(Darwin)
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            self.init(path: data + "/twofold")
            return
        }
        #endif
        guard let user = environment["HOME"].flatMap({ $0.hasPrefix("/") ? $0 : nil }) ?? Self.userFolder() else { throw .noPlace }
        #if canImport(Darwin)
        self.init(path: user + "/Library/Application Support/Twofold")
        #else
        self.init(path: user + "/.local/share/twofold")
        #endif
    }

    private static func absolute(_ path: String) throws(HomeFolderError) -> String {
        let ended = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if ended.hasPrefix("/") { return ended }
        guard let current = getcwd(nil, 0) else { throw .noPlace }
        defer { free(current) }
        return String(cString: current) + "/" + ended
    }

    private static func userFolder() -> String? { getpwuid(geteuid()).map { String(cString: $0.pointee.pw_dir) } }
}
