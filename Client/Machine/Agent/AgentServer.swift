import Models
import SystemPackage

/// Gives a key to processes of the same user until its time is up, it is told to forget it, or its socket is gone.
package final class AgentServer {
    private let secret: SecretPage
    private let place: AgentPlace
    private let listener: UnixSocket
    private let file: Stat
    private let now: () -> Duration
    private let end: Duration

    /// The longest time until a removed or replaced socket is noticed.
    static let watch = Duration.seconds(5)

    /// Replaces an agent that is already there; that one notices and forgets its key. `nil` if no place works.
    ///
    /// - Parameters:
    ///   - places: the first that works is used.
    ///   - now: a clock that includes sleep.
    package init?(_ secret: SecretPage, at places: [AgentPlace], for period: LockPeriod, now: @escaping () -> Duration) {
        for place in places {
            try? PrivateFile.makeFolder(place.folder)
            guard place.isPrivate, let listener = UnixSocket(listeningAt: place.beginning) else { continue }
            guard let made = try? PrivateFile.facts(of: place.beginning),
                (try? Posix.move(place.beginning, to: place.path)) != nil
            else {
                try? Posix.delete(place.beginning)
                continue
            }
            self.secret = secret
            self.place = place
            self.listener = listener
            file = made
            self.now = now
            end = now() + period.duration
            return
        }
        return nil
    }

    /// Serves until there is nothing left to serve. When it returns, the key is forgotten and the socket removed.
    ///
    /// - Parameter isEnded: checked after every event, including signals.
    package func serve(until isEnded: () -> Bool = { false }) {
        defer { forget() }
        while !secret.isForgotten, !isEnded() {
            let left = end - now()
            guard left > .zero, isMine else { return }
            guard listener.isCalled(within: min(left, Self.watch)) else { continue }
            // The machine may have slept meanwhile.
            guard now() < end, let caller = UnixSocket(acceptingFrom: listener) else { continue }
            answer(caller)
        }
    }

    private func answer(_ caller: borrowing UnixSocket) {
        guard let octets = caller.receive(2), octets[0] == AgentRequest.version, let request = AgentRequest(rawValue: octets[1])
        else { return }
        switch request {
        case .key: _ = caller.send(secret.octets)
        case .forget:
            forget()
            _ = caller.send([1])
        }
    }

    private func forget() {
        secret.forget()
        if isMine { try? Posix.delete(place.path) }
    }

    /// Whether the socket at this path is still the one created here.
    private var isMine: Bool {
        guard let facts = try? PrivateFile.facts(of: place.path, followsLinks: false) else { return false }
        return facts.deviceID == file.deviceID && facts.inode == file.inode
    }
}

/// A request to an agent: one byte for the version, then one of these.
enum AgentRequest: UInt8 {
    static let version: UInt8 = 1

    /// Asks for the key, 32 bytes. An agent that no longer has it sends nothing.
    case key = 0x6b
    /// Tells the agent to forget the key. It confirms with one byte.
    case forget = 0x66
}
