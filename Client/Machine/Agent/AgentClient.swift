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
