import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import ServerHTTP
import Testing
import Wire

/// Which caller a request counts for.
@Suite("Callers behind a proxy")
struct ProxyTests {
    /// A server that allows each address one request a minute, called by a peer.
    private func server(trusting proxies: String?, peer: String) throws -> Server {
        var server = Server()
        server.exchange.limits.anonymousRequestsPerMinute = 1
        if let proxies { server.settings.proxies = try TrustedProxies(parsing: proxies) }
        server.peer = try SocketAddress(ipAddress: peer, port: 1)
        return server
    }

    /// Whether two requests with these headers count for one address.
    private func areOne(_ first: [String], _ second: [String], trusting proxies: String?, peer: String) async throws -> Bool {
        try await server(trusting: proxies, peer: peer).run { client async throws in
            _ = try await client.server(forwardedFor: first)
            return try await client.server(forwardedFor: second) == .tooManyRequests
        }
    }

    struct Chain: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let headers: [String]
        var peer = "10.0.0.1"
        /// The caller it counts for.
        let caller: String
    }

    static let chains = [
        Chain(testDescription: "one proxy", headers: ["192.0.2.1"], caller: "192.0.2.1"),
        Chain(testDescription: "a caller who wrote one before", headers: ["192.0.2.9, 192.0.2.1"], caller: "192.0.2.1"),
        Chain(testDescription: "a header that came twice", headers: ["192.0.2.9", "192.0.2.1"], caller: "192.0.2.1"),
        Chain(testDescription: "a proxy that put its own first", headers: ["192.0.2.1", "10.0.0.2"], caller: "192.0.2.1"),
        Chain(testDescription: "two proxies", headers: ["192.0.2.9, 192.0.2.1, 10.0.0.2"], caller: "192.0.2.1"),
        Chain(
            testDescription: "two proxies, over two headers", headers: ["192.0.2.9, 192.0.2.1", "10.7.7.7, 2001:db8::5"],
            caller: "192.0.2.1"),
        Chain(testDescription: "a made-up proxy", headers: ["192.0.2.9, 10.0.0.3, 192.0.2.1"], caller: "192.0.2.1"),
        Chain(testDescription: "with a port", headers: ["192.0.2.1:4711"], caller: "192.0.2.1"),
        Chain(testDescription: "mapped", headers: ["::ffff:192.0.2.1"], caller: "192.0.2.1"),
        Chain(testDescription: "a mapped proxy", headers: ["192.0.2.1, ::ffff:10.0.0.2"], caller: "192.0.2.1"),
        Chain(testDescription: "IPv6 with a port", headers: ["[2001:db8:1::9]:4711"], caller: "2001:db8:1::1"),
        Chain(testDescription: "what is no address", headers: ["192.0.2.1, unknown"], caller: "10.0.0.1"),
        Chain(testDescription: "nothing at its end", headers: ["192.0.2.1,"], caller: "10.0.0.1"),
        Chain(testDescription: "what is no address, before a proxy", headers: ["unknown, 10.0.0.2"], caller: "10.0.0.2"),
        Chain(testDescription: "no header", headers: [], caller: "10.0.0.1"),
        Chain(testDescription: "a proxy itself", headers: ["10.0.0.9, 10.0.0.2"], caller: "10.0.0.9"),
        Chain(testDescription: "a peer that isn't trusted", headers: ["192.0.2.1"], peer: "192.0.2.5", caller: "192.0.2.5"),
    ]

    @Test(arguments: chains) func `the last that isn't a trusted proxy is the caller`(_ chain: Chain) async throws {
        let proxies = "10.0.0.0/8, 2001:db8::5"
        // The same caller, in the plainest form.
        let plain = chain.peer == "10.0.0.1" && chain.caller != chain.peer ? [chain.caller] : []
        #expect(try await areOne(chain.headers, plain, trusting: proxies, peer: chain.peer))
        let stranger = try await areOne(chain.headers, ["203.0.113.77"], trusting: proxies, peer: chain.peer)
        #expect(stranger == (chain.peer != "10.0.0.1"))
    }

    @Test func `a peer that isn't trusted says nothing about addresses`() async throws {
        for proxies in [nil, "10.0.0.0/8", "192.0.2.4", "192.0.2.4/31", "2001:db8::/32", "::/0"] {
            let areOne = try await areOne(["198.51.100.1"], ["198.51.100.2"], trusting: proxies, peer: "192.0.2.6")
            #expect(areOne)
        }
        for proxies in ["192.0.2.6", "192.0.2.6/31", "192.0.0.0/16", "0.0.0.0/0", "10.0.0.1,192.0.2.6"] {
            let areOne = try await areOne(["198.51.100.1"], ["198.51.100.2"], trusting: proxies, peer: "192.0.2.6")
            #expect(!areOne)
        }
    }

    @Test(arguments: ["", ",", "proxy.lan", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "10.0.0", "true"])
    func `what is no list of addresses is refused, and says what to write`(_ text: String) {
        let fault = #expect(throws: ServerSetUpError.self) { try TrustedProxies(parsing: text) }
        #expect(fault?.description.contains("--trust-forwarded-for 192.0.2.7") == true)
    }
}

extension TestClientProtocol {
    fileprivate func server(forwardedFor values: [String]) async throws -> HTTPResponse.Status {
        var headers = HTTPFields()
        for value in values {
            if let name = HTTPField.Name("X-Forwarded-For") { headers.append(HTTPField(name: name, value: value)) }
        }
        return try await executeRequest(uri: "/v1/server", method: .get, headers: headers, body: nil).status
    }
}
