import ClientCore
import CurlTransport
import Models
import Wire

/// What came of exchanges over plain HTTP with a server on loopback.
struct PlainExchange: Sendable {
    let result: Result<TransportReply, TransportError>
    let pauses: [Duration]

    /// Sends the route as often as `times` says, with one transport; the result is the last one's.
    ///
    /// - Parameter time: the transport's clock, which a server may let go on.
    static func run(
        port: Int, route: Route = .sync, body: Bytes? = Bytes("{}".utf8), token: Token? = nil, policy: TransportPolicy = .quick,
        budget: Duration? = nil, random: Double = 0, times: Int = 1, time: FakeTime = FakeTime()
    ) async throws -> PlainExchange {
        try await onOwnThread {
            let transport = CurlTransport(
                address: ServerAddress(isSecure: false, host: "127.0.0.1", port: port, trust: .authority), version: "1.2.3",
                policy: policy, effects: time.effects(random: random))
            transport.allow(budget)
            var result: Result<TransportReply, TransportError> = .failure(.unreachable)
            for _ in 0..<times { result = transport.attempt(route, body: route.isPosted ? body : nil, token: token) }
            return PlainExchange(result: result, pauses: time.pauses)
        }
    }
}

extension CurlTransport {
    func attempt(_ route: Route, body: Bytes? = nil, token: Token? = nil) -> Result<TransportReply, TransportError> {
        Result { () throws(TransportError) in try send(route, body: body, token: token) }
    }
}

extension TransportPolicy {
    /// Pauses cost nothing with a fake clock, so only what libcurl itself waits for is made short where a test waits for it.
    static var quick: TransportPolicy { TransportPolicy(connect: .seconds(10), attempt: .seconds(20)) }
}
