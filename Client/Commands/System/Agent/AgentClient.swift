import Models
import Vault

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Asks a home's agents, if there are any.
struct AgentClient {
    let places: [AgentPlace]

    /// Nil where no agent has it.
    func key() -> LockKey? {
        for place in places where place.isPrivate {
            if let agent = UnixSocket(connectingTo: place.path), agent.send([AgentRequest.version, AgentRequest.key.rawValue]),
                let octets = agent.receive(SecretPage.count)
            {
                return LockKey(bytes: octets)
            }
        }
        return nil
    }

    /// Has every agent forget before it returns; one that does not answer is killed. What is left of sockets goes too.
    func forget() {
        for place in places where place.isPrivate {
            if let agent = UnixSocket(connectingTo: place.path) {
                let isDone = agent.send([AgentRequest.version, AgentRequest.forget.rawValue]) && agent.receive(1) == [1]
                if !isDone, let process = agent.peer { kill(process, SIGKILL) }
            }
            unlink(place.path)
        }
    }
}
