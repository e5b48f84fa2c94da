import ClientCore
import CurlTransport
import FoundationEssentials
import Models
import NIOSSL
import TestTraits
import Testing
import Wire

@Suite("Whom a connection trusts", .onOwnThreads)
struct TrustTests {
    private let certificate: TestCertificate

    init() throws {
        certificate = try TestCertificate(host: "localhost")
    }

    @Test func `the pinned key is enough, whoever signed it and for whatever host`() async throws {
        let certificate = try TestCertificate(host: "elsewhere.example")
        try await TLSServer.run(certificate.tls) { port, _ async throws in
            let reply = try Self.reach(port, .pin(certificate.pin)).get()
            #expect(reply == TransportReply(status: 200, body: Bytes("/v1/sync".utf8)))
        }
    }

    @Test func `any other key than the pinned one gets nothing`() async throws {
        let other = try TestCertificate(host: "localhost")
        try await TLSServer.run(certificate.tls) { port, answered async throws in
            #expect(try Self.reach(port, .pin(other.pin)) == .failure(.wrongPin))
            #expect(answered.count == 0)
        }
    }

    @Test func `a certificate that nobody vouches for gets nothing`() async throws {
        try await TLSServer.run(certificate.tls) { port, answered async throws in
            #expect(try Self.reach(port, .authority) == .failure(.untrusted))
            #expect(answered.count == 0)
        }
    }

    @Test func `an authority vouches for the host that it names`() async throws {
        try await TLSServer.run(certificate.tls) { [certificate] port, _ async throws in
            let result = try Self.reach(port, .authority, vouching: certificate)
            #expect(result.map(\.status) == .success(200))
        }
    }

    @Test func `an authority does not vouch for another host`() async throws {
        let certificate = try TestCertificate(host: "elsewhere.example")
        try await TLSServer.run(certificate.tls) { port, answered async throws in
            #expect(try Self.reach(port, .authority, vouching: certificate) == .failure(.untrusted))
            #expect(answered.count == 0)
        }
    }

    @Test func `without a pin a box can be fetched, and nothing else is sent`() async throws {
        let token = try #require(Token(bytes: Bytes(repeating: 1, count: 32)))
        try await TLSServer.run(certificate.tls) { port, answered async throws in
            let box = try Self.reach(port, .unverifiedForBox, route: .readBox)
            #expect(box == .success(TransportReply(status: 200, body: Bytes("/v1/boxes/read".utf8))))
            #expect(try Self.reach(port, .unverifiedForBox, route: .readBox, token: token) == .failure(.untrusted))
            for route in Route.allCases where route != .readBox {
                #expect(try Self.reach(port, .unverifiedForBox, route: route) == .failure(.untrusted))
            }
            #expect(answered.count == 1)
        }
    }

    @Test func `TLS before 1.2 is refused`() async throws {
        var tls = certificate.tls
        tls.minimumTLSVersion = .tlsv1
        tls.maximumTLSVersion = .tlsv11
        try await TLSServer.run(tls) { [pin = certificate.pin] port, answered async throws in
            #expect(try Self.reach(port, .pin(pin)) == .failure(.noTLS))
            #expect(answered.count == 0)
        }
    }

    private static func reach(
        _ port: Int, _ trust: ServerTrust, route: Route = .sync, token: Token? = nil, vouching: TestCertificate? = nil
    ) throws -> Result<TransportReply, TransportError> {
        let file = FileManager.default.temporaryDirectory.appending(path: "twofold-authority-\(port).pem")
        try vouching?.pem.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let address = ServerAddress(isSecure: true, host: "localhost", port: port, trust: trust)
        let transport = CurlTransport(
            address: address, version: "0", authorityFile: vouching.map { _ in file.path }, effects: FakeTime().effects())
        return transport.attempt(route, body: route.isPosted ? Bytes("{}".utf8) : nil, token: token)
    }
}
