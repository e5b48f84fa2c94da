import ClientCore
import CurlTransport
import Models
import Support
import Testing
import Wire

struct TimeTests {
    @Test func `a server that says nothing is given up`() async throws {
        let server = try ScriptedServer([.sayAndWait(""), .sayAndWait("")])
        let policy = TransportPolicy(attempt: .milliseconds(150))
        let exchange = try await PlainExchange.run(port: server.port, policy: policy)
        #expect(exchange.result == .failure(.timedOut))
        #expect(server.log.requests.count == 2)
    }

    @Test func `a reply that stalls is given up`() async throws {
        let server = try ScriptedServer([.sayAndWait("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndo")])
        let policy = TransportPolicy(attempt: .seconds(60), stallSeconds: 1, attemptsInSilence: 1)
        #expect(try await PlainExchange.run(port: server.port, policy: policy).result == .failure(.timedOut))
    }

    @Test func `a budget bounds the attempt`() async throws {
        let server = try ScriptedServer([.sayAndWait("")])
        let policy = TransportPolicy(attempt: .seconds(60), attemptsInSilence: 1)
        let exchange = try await PlainExchange.run(port: server.port, policy: policy, budget: .milliseconds(150))
        #expect(exchange.result == .failure(.timedOut))
    }

    @Test func `once the budget is used up nothing is sent`() async throws {
        let server = try ScriptedServer([.reply(200)])
        #expect(try await PlainExchange.run(port: server.port, budget: .zero).result == .failure(.timedOut))
        #expect(server.log.connections == 0)
        _ = try await PlainExchange.run(port: server.port)
    }

    @Test func `no connection in time means that nobody was reached`() async throws {
        let server = try ScriptedServer([.sayAndWait("")])
        let result = try await onOwnThread {
            // Nobody answers the first words of TLS.
            let address = ServerAddress(isSecure: true, host: "127.0.0.1", port: server.port, trust: .authority)
            let policy = TransportPolicy(connect: .milliseconds(150), attempt: .seconds(60), attemptsInSilence: 1)
            let transport = CurlTransport(address: address, version: "0", policy: policy, effects: FakeTime().effects())
            return transport.attempt(.health)
        }
        #expect(result == .failure(.unreachable))
    }
}
