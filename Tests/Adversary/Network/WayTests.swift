import ClientCore
import Commands
import CurlTransport
import Foundation
import HTTPTypes
import HummingbirdTesting
import Models
import Presentation
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("Somebody on the way between client and server", .onOwnThreads)
struct WayTests {
    private func reach(
        _ address: ServerAddress, _ route: Route, token: Token? = nil
    ) throws -> Result<TransportReply, TransportError> {
        let effects = TransportEffects(now: { .zero }, sleep: { _ in }, random: { 0 })
        let transport = CurlTransport(address: address, version: "0", effects: effects)
        return Result { () throws(TransportError) in
            try transport.send(route, body: route.isPosted ? Bytes("{}".utf8) : nil, token: token)
        }
    }

    @Test(.attacks(.nothingIsFollowed), arguments: [301, 302, 303, 307, 308], [Route.readBox, .session, .sync])
    func `no redirect is followed, to wherever, and no token goes there`(_ status: Int, _ route: Route) throws {
        let elsewhere = try ScriptedServer([.reply(200)])
        let server = try ScriptedServer([
            .reply(status, headers: "Location: http://127.0.0.1:\(elsewhere.port)\(route.rawValue)\r\nSet-Cookie: a=b\r\n")
        ])
        let token = Token(validated: Bytes(repeating: 7, count: 32))
        let address = ServerAddress(isSecure: false, host: "127.0.0.1", port: server.port, trust: .authority)
        #expect(try reach(address, route, token: token).map(\.status) == .success(status))
        #expect(elsewhere.log.connections == 0)
        let other = ServerAddress(isSecure: false, host: "127.0.0.1", port: elsewhere.port, trust: .authority)
        _ = try reach(other, .server)
        #expect(elsewhere.log.requests.count == 1)
        #expect(elsewhere.log.requests.allSatisfy { !$0.contains("Cookie") && !$0.contains("Authorization") })
    }

    @Test(.attacks(.serversAreVerified))
    func `nothing goes out in clear beyond this machine, and https is not answered in clear`() throws {
        for host in ["192.0.2.1", "hall.lan", "localhost.example", "127.0.0.1.example", "0.0.0.0"] {
            let address = ServerAddress(isSecure: false, host: host, port: 8420, trust: .authority)
            #expect(try reach(address, .server) == .failure(.insecure))
            #expect(throws: ServerSettingError.insecure) { try ServerSetting(parsing: "http://\(host):8420/") }
        }
        let server = try ScriptedServer([.reply(200), .reply(200)])
        let pin = CertificatePin(validated: Bytes(repeating: 1, count: 32))
        for trust in [ServerTrust.pin(pin), .authority, .unverifiedForBox] {
            let address = ServerAddress(isSecure: true, host: "127.0.0.1", port: server.port, trust: trust)
            let result = try reach(address, .readBox, token: nil)
            #expect(throws: TransportError.self) { try result.get() }
        }
        #expect(server.log.requests.allSatisfy { !$0.contains("locator") && !$0.contains("HTTP/1.1") })
    }

    @Test(.attacks(.nothingIsFollowed))
    func `nobody's words move the cursor of a terminal, rename its window or turn text round`() {
        let hostile = (0..<0x20).map { UnicodeScalar(UInt8($0)) } + (0x7F..<0xA0).map { UnicodeScalar(UInt8($0)) }
        let turning = (0x202A...0x202E).compactMap(UnicodeScalar.init) + (0x2066...0x2069).compactMap(UnicodeScalar.init)
        let text = String(String.UnicodeScalarView(hostile + turning)) + "\u{1B}]0;owned\u{7}\u{1B}[2J\u{9B}31m"
        for made in [SafeText.block(text), SafeText.line(text)] {
            #expect(made.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
            #expect(!made.unicodeScalars.contains { turning.contains($0) })
        }
    }

    @Test(.attacks(.codesAreNotGuessed, .noEarlyReading))
    func `what finds a box is in no path, and no path or query gives anything away`() async throws {
        let world = try World()
        let couple = try TestPair(world)
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        let code = try PaperCode(parsing: couple.ada.client.makeKit(replacing: false).text)
        let body = try #require(couple.ada.sentSeals.last).record.body.bytes.base64
        let (token, id) = try (couple.ben.wire(world).token, couple.ada.membership.couple)
        var stage = HTTPStage(world: world)
        stage.limits.anonymousRequestsPerMinute = 10_000
        stage.limits.requestsPerMinute = 10_000
        let name = code.keys.locator.bytes.base64url
        let routes = Route.allCases.map(\.rawValue)
        let query = "?couple=\(id.bytes.base64url)&cursor=&offering=true&author=partner&phase=revealed"
        let named = ["boxes/", "boxes/read/", "boxes/read?locator=", "couples/", "sync/"].map { "/v1/\($0)\(name)" }
        let others = [
            "/v1/records", "/v1/admin", "/v1/../v1/sync", "/v2/sync", "/metrics", "/debug", "/", "//", "/v1/live", "/v1/sync/",
            "/V1/SYNC",
        ]
        let paths: [String] = routes + routes.map { $0 + query } + named + others
        try await stage.run { client async throws in
            let bodies: [Bytes?] = [
                nil, Bytes("{}".utf8), Bytes(#"{"cursor":null,"furthest":null,"offering":false,"writes":[]}"#.utf8),
                Bytes(
                    #"{"offering":true,"writes":[],"author":"x","partner":"x","side":"inviter","paper":false,"couple":"x"}"#.utf8),
            ]
            for path in paths {
                for method in [.get, .post, .put, .delete, .head, .options, .patch] as [HTTPRequest.Method] {
                    for sent in bodies {
                        let reply = try await client.ask(method, path, token: token, body: sent)
                        #expect(!reply.text.contains(body) && !reply.text.contains(body.replacing("/", with: "\\/")))
                        #expect(reply.status.code < 500 || path == "/ready")
                    }
                }
            }
        }
    }
}
