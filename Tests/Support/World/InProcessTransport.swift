package import ClientCore
import FoundationEssentials
package import Models
package import ServerCore
package import Wire

/// A transport that calls an `Exchange` in this process, through the same JSON as over a network.
///
/// Blocks its thread, which therefore must not belong to the cooperative pool: see the trait `onOwnThreads`.
package final class InProcessTransport: Transport {
    private let exchange: BlockingExchange
    /// What the network does to each request.
    package var fault: (Route) -> NetworkFault = { _ in .none }
    /// What a modified client sends instead of a request.
    package var edit: (Route, Bytes) -> Bytes = { $1 }
    /// What a hostile server turns its reply to a sync into.
    package var tamper: (SyncResponse) -> SyncResponse = { $0 }
    /// What a hostile server turns any of its replies into, after `tamper`.
    package var rewrite: (Route, TransportReply) -> TransportReply = { $1 }
    /// The largest request in bytes that a proxy in front accepts; it responds to larger ones itself.
    package var proxyLimit: Int?
    /// How many requests the proxy has responded to itself.
    package private(set) var tooLarge = 0
    /// Every request and reply that came through, in order.
    package private(set) var transcript: [TranscriptLine] = []
    package var keepsTranscript = true

    package init(_ exchange: any Exchange) { self.exchange = BlockingExchange(exchange) }

    package func send(_ route: Route, body: Bytes?, token: Token?) throws(TransportError) -> TransportReply {
        let fault = fault(route)
        if fault == .requestLost { throw .unreachable }
        if fault == .foreignReply { return TransportReply(status: 200, body: Bytes("<html>Please log in.</html>".utf8)) }
        let body = body.map { edit(route, $0) }
        if let proxyLimit, body?.count ?? 0 > proxyLimit {
            tooLarge += 1
            return TransportReply(status: 413, body: Bytes("<html>413 Request Entity Too Large</html>".utf8))
        }
        if fault == .sentTwice { _ = exchange.answer(route, body: body, token: token) }
        let reply = exchange.answer(route, body: body, token: token)
        if keepsTranscript {
            transcript.append(TranscriptLine(route: route, request: body ?? [], status: reply.status, reply: reply.body))
        }
        if fault == .replyLost { throw .interrupted }
        guard route == .sync, reply.status == 200, let response = try? WireJSON.decode(SyncResponse.self, from: Data(reply.body)),
            let tampered = try? WireJSON.encode(tamper(response))
        else { return rewrite(route, reply) }
        return rewrite(route, TransportReply(status: 200, body: Bytes(tampered)))
    }
}
