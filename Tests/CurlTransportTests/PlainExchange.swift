import ClientCore
import CurlTransport
import Models
import Wire

/// The result of exchanges over plain HTTP with a loopback server.
struct PlainExchange: Sendable {
    let result: Result<TransportReply, TransportError>
    let pauses: [Duration]

    /// Sends the route `times` times over one transport; returns the last result.
    ///
    /// - Parameter time: the transport's clock, which a server may advance.
    static func run(
        port: Int, route: Route = .sync, body: Bytes? = Bytes("{}".utf8), token: Token? = nil, policy: TransportPolicy = .quick,
        budget: Duration? = nil, random: Double = 0, times: Int = 1, time: FakeTime = FakeTime()
    ) -> PlainExchange {
        let transport = CurlTransport(
            address: ServerAddress(isSecure: false, host: "127.0.0.1", port: port, trust: .authority), version: "1.2.3",
            policy: policy, effects: time.effects(random: random))
        transport.allow(budget)
        var result: Result<TransportReply, TransportError> = .failure(.unreachable)
        for _ in 0..<times { result = transport.attempt(route, body: route.isPosted ? body : nil, token: token) }
        return PlainExchange(result: result, pauses: time.pauses)
    }
}

extension CurlTransport {
    func attempt(_ route: Route, body: Bytes? = nil, token: Token? = nil) -> Result<TransportReply, TransportError> {
        Result { () throws(TransportError) in try send(route, body: body, token: token) }
    }
}

extension TransportPolicy {
    /// Pauses cost nothing with a fake clock, so only libcurl's own waits are shortened if a test has to wait for them.
    static var quick: TransportPolicy { TransportPolicy(connect: .seconds(10), attempt: .seconds(20)) }
}
