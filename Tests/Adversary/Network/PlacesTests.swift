import ClientCore
import Commands
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LocalStore
import Machine
import Models
import SQLiteStore
import ServerCore
import ServerHTTP
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("Somebody else on the same machine, or with its files and logs", .onOwnThreads)
struct PlacesTests {
    @Test(.attacks(.filesAreTheOwners))
    func `home and data folder are their owner's alone, with all that is in them, whatever they were before`() throws {
        let scratch = try ScratchFolder()
        try FileManager.default.createDirectory(
            atPath: scratch.path("open"), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o777])
        for name in ["home", "open"] {
            let folder = HomeFolder(path: scratch.path(name))
            try folder.prepare()
            _ = try folder.makeStoreKey(random: .system)
            let home = try SQLiteHome(path: folder.database)
            try home.write { try $0.setValue([1], for: "a") }
            _ = try folder.rescue(Bytes("Words.".utf8))
            #expect(folder.openToOthers().isEmpty)
            try expectClosed(scratch, name)
        }
        let store = try SQLiteStore(folder: scratch.path("data"))
        try store.write { try $0.putSecret([1, 2, 3], name: "a") }
        let server = try ServerFolder(path: scratch.path("data"))
        _ = try server.registrationToken { Bytes(repeating: 9, count: $0) }
        _ = try server.selfSignedCertificate(names: ["hall.lan"], now: TestClock.start) { Bytes(repeating: 9, count: $0) }
        try SQLiteStore.backup(folder: scratch.path("data"), to: scratch.path("copy.sqlite"))
        try expectClosed(scratch, "data")
        #expect(try scratch.mode("copy.sqlite") & 0o077 == 0)
        try store.close()
    }

    private func expectClosed(_ scratch: ScratchFolder, _ name: String) throws {
        #expect(try scratch.mode(name) & 0o077 == 0, "\(name)")
        for inside in try FileManager.default.subpathsOfDirectory(atPath: scratch.path(name)) {
            #expect(try scratch.mode(name + "/" + inside) & 0o077 == 0, "\(inside)")
        }
    }

    @Test(.attacks(.signingInTakesTheKey, .logsAndErrorsHoldNothing))
    func `a server's database holds tokens by their hash alone, and neither code nor permit`() throws {
        let scratch = try ScratchFolder()
        let store = try SQLiteStore(folder: scratch.path("data"))
        let clock = TestClock()
        let random = SeededRandom(seed: 5)
        let service = try Service(
            store: store, registration: .open, version: "test", now: { clock.now }, random: { random.bytes($0) })
        let exchange = BlockingExchange(service)
        var partner = try TestPartner(random: SeededRandom(seed: 6))
        let challenge: ChallengeResponse = try WireClient.call(
            exchange, .challenge, ChallengeRequest(device: partner.device.id), nil)
        let session: SessionResponse = try WireClient.call(
            exchange, .session,
            SessionRequest(
                device: partner.device.id, couple: partner.couple, challenge: challenge.challenge,
                signature: partner.signature(of: challenge.challenge, couple: partner.couple), logs: [partner.log.entries]), nil
        )
        let code = PaperCode(
            kind: .invitation, host: "hall.lan", port: 8420, isPlain: false, isPinned: true,
            random: RandomSource { Bytes(repeating: 0xC3, count: $0) })
        let box = BoxWrite(
            locator: code.keys.locator, kind: .invitation, device: nil, box: Blob([1]), permit: code.keys.permit.hash)
        let _: SyncResponse = try WireClient.call(
            exchange, .sync, SyncRequest(cursor: nil, furthest: nil, offering: false, writes: [.box(box)]), session.token)
        _ = try partner.append(.leave)
        let secrets = [session.token.bytes, code.secret, code.keys.permit.bytes]
        let permit = Permit(validated: secrets[2]).hash.bytes
        try store.close()
        var octets = Bytes()
        for name in try scratch.contents(of: "data") {
            octets += Bytes(try Data(contentsOf: URL(filePath: scratch.path("data/" + name))))
        }
        let file = Data(octets)
        for secret in secrets {
            #expect(file.range(of: Data(secret)) == nil)
            #expect(file.range(of: Data(secret.base64.utf8)) == nil)
        }
        // The search finds what is there.
        #expect(file.range(of: Data(permit)) != nil)
    }

    @Test(.attacks(.logsAndErrorsHoldNothing))
    func `logs and problems repeat nothing that a caller sent: no body, token, code, locator or word`() async throws {
        let world = try World()
        let couple = try TestPair(world)
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        let write = try #require(couple.ada.sentSeals.last)
        let honest = try couple.ada.wire(world).token
        let locator = Locator(validated: Bytes(repeating: 0xAB, count: 32))
        let stage = HTTPStage(world: world)
        let replies = try await stage.run { client async throws -> [String] in
            var replies: [String] = []
            let requests: [(HTTPRequest.Method, String, Token?, Bytes)] = [
                (.post, "/v1/boxes/read", nil, Bytes(try WireJSON.encode(BoxReadRequest(locator: locator)))),
                (.post, "/v1/sync", honest, Bytes("{\"writes\":[\"a secret word\"]}".utf8)),
                (.post, "/v1/sync", Token(validated: Bytes(repeating: 3, count: 32)), Bytes("{\"a secret word\":1}".utf8)),
                (.get, "/v1/a-secret-word?a%20secret%20word", honest, []),
                (
                    .post, "/v1/sync", honest,
                    Bytes(
                        try WireJSON.encode(
                            SyncRequest(
                                cursor: nil, furthest: nil, offering: false, writes: [.record(write), .record(write)])
                        ))
                ),
            ]
            for (method, path, token, body) in requests {
                replies.append(try await client.ask(method, path, token: token, body: body).text)
            }
            return replies
        }
        let sought = [
            "secret", locator.bytes.base64, locator.bytes.base64url, honest.bytes.base64,
            write.record.body.bytes.base64,
            write.record.signature.bytes.base64,
        ]
        let lines = stage.logged.all
        #expect(lines.count >= replies.count)
        for word in sought {
            #expect(!lines.contains { $0.contains(word) })
            #expect(!replies.dropLast().contains { $0.contains(word) })
        }
        // The client's problems and errors contain no text either.
        for error in [ClientError.emptyText, .textTooLong(limit: 1), .frozen, .codeNotGenuine] {
            #expect(!"\(error)".contains("Ada's"))
        }
    }
}
