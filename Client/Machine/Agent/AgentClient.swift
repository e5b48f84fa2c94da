import Models
import SystemPackage
package import Vault

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
                if !isDone { agent.killPeer() }
            }
            try? Posix.delete(place.path)
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
        guard let facts = try? PrivateFile.facts(of: home.path) else { return [] }
        // Names the socket by device and inode, so that the home can be reached by any path.
        let name = "\(facts.deviceID.rawValue)-\(facts.inode.rawValue)"
        let sessions = ["XDG_RUNTIME_DIR", "TMPDIR"].compactMap { environment[$0] }.filter { $0.hasPrefix("/") } + ["/tmp"]
        let elsewhere = sessions.map { AgentPlace(folder: $0 + "/twofold-\(Posix.user.rawValue)", name: name) }
        return ([AgentPlace(folder: home.path, name: "agent")] + elsewhere).filter { UnixSocket.takesAnyPath || $0.isShortEnough }
    }

    package var path: String { folder + "/" + name }

    /// The socket's name until it listens.
    package var beginning: String { "\(path).\(Posix.process)" }

    /// Whether the folder exists and belongs to this user only.
    var isPrivate: Bool {
        guard let facts = try? PrivateFile.facts(of: folder, followsLinks: false) else { return false }
        return facts.type == .directory && facts.userID == Posix.user && facts.permissions.isDisjoint(with: .others)
    }

    /// `sun_path` ends with a zero byte, and a process id has at most ten digits.
    private var isShortEnough: Bool { path.utf8.count + 12 <= UnixSocket.longestPath }
}
