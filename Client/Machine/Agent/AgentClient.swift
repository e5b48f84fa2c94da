import Models
package import Vault

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Talks to a home's agents, if any.
package struct AgentClient {
    private let places: [AgentPlace]

    package init(of home: HomeFolder, environment: [String: String]) {
        places = AgentPlace.all(of: home, environment: environment)
    }

    /// `nil` if no agent has the key.
    package func key() -> LockKey? {
        for place in places where place.isPrivate {
            if let agent = UnixSocket(connectingTo: place.path), agent.send([AgentRequest.version, AgentRequest.key.rawValue]),
                let octets = agent.receive(SecretPage.count)
            {
                return LockKey(bytes: octets)
            }
        }
        return nil
    }

    /// Returns once every agent has forgotten the key; kills agents that don't answer. Also removes stale sockets.
    package func forget() {
        for place in places where place.isPrivate {
            if let agent = UnixSocket(connectingTo: place.path) {
                let isDone = agent.send([AgentRequest.version, AgentRequest.forget.rawValue]) && agent.receive(1) == [1]
                if !isDone, let process = agent.peer { kill(process, SIGKILL) }
            }
            unlink(place.path)
        }
    }
}

/// Where an agent's socket can be: in the home; or, if its file system has no sockets or its path is too long for one (which Linux
/// can work around), in a per-user folder for the session's files.
package struct AgentPlace: Hashable {
    package let folder: String
    package let name: String

    /// In the order in which they are tried.
    package static func all(of home: HomeFolder, environment: [String: String]) -> [AgentPlace] {
        var facts = stat()
        guard stat(home.path, &facts) == 0 else { return [] }
        // Names the socket by device and inode, so that the home can be reached by any path.
        let name = "\(facts.st_dev)-\(facts.st_ino)"
        let sessions = ["XDG_RUNTIME_DIR", "TMPDIR"].compactMap { environment[$0] }.filter { $0.hasPrefix("/") } + ["/tmp"]
        let elsewhere = sessions.map { AgentPlace(folder: $0 + "/twofold-\(geteuid())", name: name) }
        return ([AgentPlace(folder: home.path, name: "agent")] + elsewhere).filter { UnixSocket.takesAnyPath || $0.isShortEnough }
    }

    package var path: String { folder + "/" + name }

    /// The socket's name until it listens.
    package var beginning: String { "\(path).\(getpid())" }

    /// Whether the folder exists and belongs to this user only.
    var isPrivate: Bool {
        var facts = stat()
        return lstat(folder, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR && facts.st_uid == geteuid()
            && facts.st_mode & 0o077 == 0
    }

    /// `sun_path` ends with a zero byte, and a process id has at most ten digits.
    private var isShortEnough: Bool { path.utf8.count + 12 <= UnixSocket.longestPath }
}
