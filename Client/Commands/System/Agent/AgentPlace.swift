#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Where an agent's socket can be: in the home; and if its file system has no sockets, or its path is too long for one (which Linux
/// gets around), in a folder of this user's own for what lives no longer than a session.
package struct AgentPlace: Hashable {
    let folder: String
    let name: String

    /// In the order in which they are tried.
    package static func all(of home: HomeFolder, environment: [String: String]) -> [AgentPlace] {
        var facts = stat()
        guard stat(home.path, &facts) == 0 else { return [] }
        // Whatever it is called on the way to it, a home is one folder of one file system.
        let name = "\(facts.st_dev)-\(facts.st_ino)"
        let sessions = ["XDG_RUNTIME_DIR", "TMPDIR"].compactMap { environment[$0] }.filter { $0.hasPrefix("/") } + ["/tmp"]
        let elsewhere = sessions.map { AgentPlace(folder: $0 + "/twofold-\(geteuid())", name: name) }
        return ([AgentPlace(folder: home.path, name: "agent")] + elsewhere).filter { UnixSocket.takesAnyPath || $0.isShortEnough }
    }

    package var path: String { folder + "/" + name }

    /// What a socket is called until it listens.
    var beginning: String { "\(path).\(getpid())" }

    /// Whether the folder is there, and nobody else's.
    var isPrivate: Bool {
        var facts = stat()
        return lstat(folder, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR && facts.st_uid == geteuid()
            && facts.st_mode & 0o077 == 0
    }

    /// `sun_path` ends with a zero, and a process id has ten digits at most.
    private var isShortEnough: Bool { path.utf8.count + 12 <= UnixSocket.longestPath }
}
