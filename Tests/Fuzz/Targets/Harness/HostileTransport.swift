import ClientCore
import FoundationEssentials
import Models
import ServerCore
import Support
import Wire

/// A server whose replies are changed, cut off or made up according to an input. With an empty input it's honest.
final class HostileTransport: Transport {
    private let exchange: BlockingExchange
    private var decisions: FuzzInput
    private var requests: Int

    /// - Parameter requests: how many it answers before it disappears.
    init(_ exchange: BlockingExchange, _ decisions: FuzzInput, requests: Int) {
        self.exchange = exchange
        self.decisions = decisions
        self.requests = requests
    }

    func send(_ route: Route, body: Bytes?, token: Token?) throws(TransportError) -> TransportReply {
        guard requests > 0 else { throw .unreachable }
        requests -= 1
        let honest = exchange.answer(route, body: body, token: token)
        guard !decisions.isAtEnd else { return honest }
        switch decisions.number(below: 8) {
        case 0: throw .interrupted
        case 1: return TransportReply(status: 200, body: decisions.remainder())
        case 2: return problem()
        case 3: return honest
        default: return changed(honest)
        }
    }

    private func problem() -> TransportReply {
        let codes: [ErrorCode] = [
            .historyChanged, .tokenUnknown, .coupleUnknown, .deviceUnknown, .deviceRemoved, .partnerLeft, .rateLimited, .malformed,
        ]
        let problem = Problem.of(decisions.element(of: codes) ?? .malformed)
        return TransportReply(status: problem.status, body: (try? WireJSON.encode(problem)).map { Bytes($0) } ?? [])
    }

    private func changed(_ reply: TransportReply) -> TransportReply {
        guard let tree = try? WireJSON.decode(JSONTree.self, from: Data(reply.body)),
            let changed = try? WireJSON.encode(tree.tampered(by: &decisions))
        else { return reply }
        return TransportReply(status: reply.status, body: Bytes(changed))
    }
}
