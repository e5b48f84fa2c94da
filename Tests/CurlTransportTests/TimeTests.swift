import ClientCore
import CurlTransport
import Models
import Support
import TestTraits
import Testing
import Wire

@Suite("Time limits of an exchange", .onOwnThreads)
struct TimeTests {
    @Test func `a server that says nothing is given up`() throws {
        let server = try ScriptedServer([.sayAndWait(""), .sayAndWait("")])
        let policy = TransportPolicy(attempt: .milliseconds(150))
        let exchange = PlainExchange.run(port: server.port, policy: policy)
        #expect(exchange.result == .failure(.timedOut))
        #expect(server.log.requests.count == 2)
    }

    @Test func `a budget bounds the attempt`() throws {
        let server = try ScriptedServer([.sayAndWait("")])
        let policy = TransportPolicy(attempt: .seconds(60), attemptsInSilence: 1)
        let exchange = PlainExchange.run(port: server.port, policy: policy, budget: .milliseconds(150))
        #expect(exchange.result == .failure(.timedOut))
    }

    @Test func `once the budget is used up nothing is sent`() throws {
        let server = try ScriptedServer([.reply(200)])
        #expect(PlainExchange.run(port: server.port, budget: .zero).result == .failure(.timedOut))
        #expect(server.log.connections == 0)
        _ = PlainExchange.run(port: server.port)
    }

    /// libcurl's waits use its own clock. It rounds to milliseconds, and a busy computer may be a few seconds late.
    private func isOnTime(_ took: Duration, _ limit: Duration) -> Bool { took > limit - .milliseconds(5) && took < .seconds(20) }

    @Test(arguments: [
        (connect: Duration.milliseconds(300), attempt: Duration.seconds(60), budget: Duration?.none),
        // A connection has no more time than its attempt, which has no more than the command.
        (.seconds(60), .milliseconds(300), nil), (.seconds(60), .seconds(60), .milliseconds(300)),
    ])
    func `no connection in time means that nobody was reached, neither early nor late`(
        connect: Duration, attempt: Duration, budget: Duration?
    ) throws {
        let server = try ScriptedServer([.sayAndWait("")])
        let begin = ContinuousClock.now
        // Nothing answers the first TLS message.
        let address = ServerAddress(isSecure: true, host: "127.0.0.1", port: server.port, trust: .authority)
        let policy = TransportPolicy(connect: connect, attempt: attempt, attemptsInSilence: 1)
        let transport = CurlTransport(address: address, version: "0", policy: policy, effects: FakeTime().effects())
        transport.allow(budget)
        let result = transport.attempt(.health)
        #expect(result == .failure(.unreachable))
        #expect(isOnTime(ContinuousClock.now - begin, .milliseconds(300)))
    }

    @Test(arguments: [1, 2]) func `a reply that stalls has its seconds, and not many more`(seconds: Int) throws {
        let server = try ScriptedServer([.sayAndWait("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndo")])
        let policy = TransportPolicy(attempt: .seconds(60), stallSeconds: seconds, attemptsInSilence: 1)
        let begin = ContinuousClock.now
        #expect(PlainExchange.run(port: server.port, policy: policy).result == .failure(.timedOut))
        #expect(isOnTime(ContinuousClock.now - begin, .seconds(seconds)))
    }
}
