import FoundationEssentials

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension HomeFolder {
    /// The names of former couples, in ascending order.
    ///
    /// - Throws: `FileError`.
    package func formerNames() throws -> [String] {
        try PrivateFile.names(in: formerFolder).filter { !$0.hasPrefix(".") }
    }

    /// The folder of a former couple.
    ///
    /// - Throws: `HomeFolderError.noSuchFormer`; `FileError`.
    package func former(_ name: String) throws -> HomeFolder {
        guard try formerNames().contains(name) else { throw HomeFolderError.noSuchFormer(name: name) }
        return HomeFolder(path: formerFolder + "/" + name)
    }

    /// Moves the database and key to `former`, so that a new couple can begin here. Wherever a crash interrupts it, no database is
    /// left without its key.
    ///
    /// - Parameter name: the couple's name; if it is taken, a number is appended.
    /// - Precondition: the store is closed, and there is a key.
    /// - Returns: the name used.
    /// - Throws: `FileError`.
    package func archive(as name: String) throws -> String {
        try PrivateFile.alone(in: path) { try archiveAlone(as: name) }
    }

    private func archiveAlone(as name: String) throws -> String {
        let wanted = Self.plain(name)
        let taken = Set(try formerNames())
        let free = taken.contains(wanted) ? (2...).lazy.map { "\(wanted)-\($0)" }.first { !taken.contains($0) } : wanted
        guard let free else { return wanted }
        let partial = HomeFolder(path: formerFolder + "/.\(free).partial")
        try PrivateFile.makeFolder(formerFolder)
        try? FileManager.default.removeItem(atPath: partial.path)
        try PrivateFile.makeFolder(partial.path)
        for (here, there) in zip(stored, partial.stored) where try PrivateFile.exists(here) {
            guard link(here, there) == 0 else { throw FileError(path: there, code: errno) }
        }
        try PrivateFile.flush(partial.path)
        let place = formerFolder + "/" + free
        guard rename(partial.path, place) == 0 else { throw FileError(path: place, code: errno) }
        try PrivateFile.flush(formerFolder)
        for here in stored { unlink(here) }
        unlink(database + "-shm")
        try PrivateFile.flush(path)
        return free
    }

    /// In the order in which they are moved: the key last.
    private var stored: [String] { [database, database + "-wal", keyFile, sealedKeyFile] }

    /// Turns a name into a valid file name.
    private static func plain(_ name: String) -> String {
        let plain = String(name.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "-" })
        return plain.isEmpty ? "couple" : plain
    }
}
