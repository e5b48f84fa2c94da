import ClientCore
import FoundationEssentials
import Models
import ServerCore
import Support
import Wire

/// The network between one device and the server: applies the planned faults to its requests, and shows all of them to the model.
final class SimTransport: Transport {
    private let server: SimServer
    private let ref: DeviceRef
    private unowned let network: SimNetwork
    private var fates: [NetworkFate] = []
    /// No reply has been lost so far: the model has seen everything the device did.
    private(set) var isWhole = true

    init(_ server: SimServer, _ ref: DeviceRef, _ network: SimNetwork) {
        self.server = server
        self.ref = ref
        self.network = network
    }

    func plan(_ fates: [NetworkFate]) { self.fates = fates }

    func send(_ route: Route, body: Bytes?, token: Token?) throws(TransportError) -> TransportReply {
        let fate = fates.isEmpty ? .through : fates.removeFirst()
        if fate != .through { isWhole = false }
        let sent = SentRequest(by: ref, route: route, body: body, token: token, mayFail: fate.mayFail)
        network.watcher.sent(sent)
        switch fate {
        case .requestLost: throw .unreachable
        case .late:
            network.late.append(sent)
            throw .interrupted
        case .replyLost:
            _ = deliver(sent)
            throw .interrupted
        case .duplicated:
            _ = deliver(sent)
            let before = server.data.state
            let reply = deliver(sent)
            // Signing in twice creates two tokens.
            if sent.route != .session { network.watcher.repeated(sent, hasChanged: server.data.state != before) }
            return received(reply, sent)
        case .through: return received(deliver(sent), sent)
        case .serverEnds(let moment):
            server.faults.planEnd(moment)
            let reply = deliver(sent)
            let hasEnded = !server.faults.hasPlannedEnd
            guard (try? server.startAnew()) != nil else { throw .unreachable }
            if hasEnded { throw .interrupted }
            return received(reply, sent)
        case .grouped(let failing):
            return received(network.deliverInGroup(sent, failing: failing), sent)
        }
    }

    private func deliver(_ sent: SentRequest) -> TransportReply { network.deliver(sent) }

    private func received(_ reply: TransportReply, _ sent: SentRequest) -> TransportReply {
        network.watcher.received(reply, of: sent)
        return reply
    }
}
