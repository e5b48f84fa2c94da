package import ClientCore
import Dispatch
import FoundationEssentials
package import Models
package import ServerCore
import Synchronization
package import Wire

/// A transport that calls an `Exchange` in this process, through the same JSON as over a network.
///
/// Blocks its thread, which therefore must not be one of the cooperative pool: see `offThePool`.
package final class InProcessTransport: Transport {
    private let exchange: any Exchange
    /// What a test has the network do to each request.
    package var fault: (Route) -> NetworkFault = { _ in .none }
    /// What a hostile server makes of its reply to a sync.
    package var tamper: (SyncResponse) -> SyncResponse = { $0 }
    /// Every request and reply that came through, in order.
    package private(set) var transcript: [TranscriptLine] = []

    package init(_ exchange: any Exchange) { self.exchange = exchange }

    package func send(_ route: Route, body: Bytes?, token: Token?) throws(TransportError) -> TransportReply {
        let fault = fault(route)
        if fault == .requestLost { throw .unreachable }
        let reply = wait { [exchange] in await answer(exchange, route, body, token) }
        transcript.append(TranscriptLine(route: route, request: body ?? [], status: reply.status, reply: reply.body))
        if fault == .replyLost { throw .interrupted }
        guard route == .sync, reply.status == 200, let response = try? WireJSON.decode(SyncResponse.self, from: Data(reply.body)),
            let tampered = try? WireJSON.encode(tamper(response))
        else { return reply }
        return TransportReply(status: 200, body: Bytes(tampered))
    }

    private func wait<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
        let box = Mutex<Value?>(nil)
        let done = DispatchSemaphore(value: 0)
        // Owned by this call, which returns only when the task has ended.
        Task {
            let value = await work()
            box.withLock { $0 = value }
            done.signal()
        }
        done.wait()
        guard let value = box.withLock({ $0 }) else { preconditionFailure("the task has ended") }
        return value
    }
}

private func answer(_ exchange: any Exchange, _ route: Route, _ body: Bytes?, _ token: Token?) async -> TransportReply {
    do {
        switch route {
        case .challenge: return try ok(exchange.challenge(decode(body)))
        case .session: return try ok(await exchange.signIn(decode(body)))
        case .sync:
            guard let token else { throw Problem(status: 401, code: .tokenMissing, title: "") }
            return try ok(await exchange.sync(decode(body), token: token))
        case .readBox: return try ok(await exchange.readBox(decode(body)))
        case .answerBox: return try ok(await exchange.answerBox(decode(body)))
        case .server: return try ok(exchange.info())
        case .health, .ready: return TransportReply(status: 200, body: [])
        }
    } catch let problem as Problem {
        return TransportReply(status: problem.status, body: (try? WireJSON.encode(problem)).map { Bytes($0) } ?? [])
    } catch {
        return TransportReply(status: 400, body: Bytes("\(error)".utf8))
    }
}

private func decode<Value: Decodable>(_ body: Bytes?) throws -> Value { try WireJSON.decode(Value.self, from: Data(body ?? [])) }

private func ok(_ value: some Encodable) throws -> TransportReply {
    TransportReply(status: 200, body: Bytes(try WireJSON.encode(value)))
}
