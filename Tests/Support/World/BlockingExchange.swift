package import ClientCore
import FoundationEssentials
package import Models
package import ServerCore
package import Wire

/// An `Exchange` as a client sees it over a network: JSON in, status and JSON out, and the caller waits.
///
/// Blocks its thread, which therefore must not belong to the cooperative pool: see the trait `onOwnThreads`.
package struct BlockingExchange: Sendable {
    private let exchange: any Exchange

    package init(_ exchange: any Exchange) { self.exchange = exchange }

    package func answer(_ route: Route, body: Bytes?, token: Token?) -> TransportReply {
        begin(route, body: body, token: token).wait()
    }

    /// Starts without waiting, so that several requests can be under way at once.
    package func begin(_ route: Route, body: Bytes?, token: Token?) -> PendingReply {
        let pending = PendingReply()
        // Owned by the pending reply, whose reader returns only after the task has ended.
        Task { [exchange] in pending.finish(await reply(exchange, route, body, token)) }
        return pending
    }
}

private func reply(_ exchange: any Exchange, _ route: Route, _ body: Bytes?, _ token: Token?) async -> TransportReply {
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
        case .health, .openAPI: return TransportReply(status: 200, body: [])
        case .ready:
            if let problem = await exchange.unreadiness() { throw problem }
            return TransportReply(status: 200, body: [])
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
