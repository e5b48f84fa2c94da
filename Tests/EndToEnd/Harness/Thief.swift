import ClientCore
import Crypto
import Foundation
import LocalStore
import Models
import ProgramSupport
import Testing
import Vault
import Wire

/// Someone who holds a partner's home, and asks the server for more than `twofold` would.
struct Thief {
    private let membership: Membership
    private let keys: DeviceKeys

    init(_ person: Person) throws {
        let storeKey = try SecretKey(bytes: Bytes(Data(contentsOf: URL(filePath: person.home + "/store.key"))))
        let store = try SQLiteHome(path: person.home + "/twofold.sqlite")
        let stored = try store.read { try $0.value("membership") }
        membership = try WireJSON.decode(Membership.self, from: Data(stored ?? []))
        guard let storeKey else { throw VaultError.unusableKey }
        keys = try DeviceKeys(
            stored: Cipher.decrypt(membership.secrets.bytes, under: storeKey, binding: Bytes("twofold/store/v1".utf8)))
    }

    /// Signs in as the home's device.
    func session(at caller: WireCaller) async throws -> SessionResponse {
        let challenge: ChallengeResponse = try await caller.call(.challenge, ChallengeRequest(device: membership.device))
        let content = challenge.challenge.signedContent(couple: membership.couple, device: membership.device)
        return try await caller.call(
            .session,
            SessionRequest(
                device: membership.device, couple: membership.couple, challenge: challenge.challenge,
                signature: Signature(signing: content, with: keys.signing)))
    }

    /// The server's replies to requests that try to get everything.
    func everyReply(of caller: WireCaller) async throws -> [Data] {
        let token = try await session(at: caller).token
        let bearer = "Bearer " + Data(token.bytes).base64EncodedString()
        let everything = #"{"offering":false,"writes":[]"#
        var replies: [Data] = []
        var next: Cursor?
        repeat {
            let request = SyncRequest(cursor: next, furthest: next, offering: false, writes: [])
            let reply = try await caller.send(.sync, WireJSON.encode(request), token: token).body
            replies.append(reply)
            let response = try WireJSON.decode(SyncResponse.self, from: reply)
            next = response.more ? response.cursor : nil
        } while next != nil
        let more = [
            #","cursor":null,"furthest":null}"#, #","class":"sealed","author":"\#(membership.other?.description ?? "")"}"#,
            #","phase":"revealed","revealed":true,"openings":true,"bodies":true,"limit":100000}"#,
            #","device":"\#(membership.other?.description ?? "")","partner":"\#(membership.other?.description ?? "")"}"#,
        ]
        for fields in more {
            for query in ["", "?all=1&bodies=1&openings=1&author=\(membership.other?.description ?? "")"] {
                let reply = try await caller.send(
                    "POST", "/v1/sync" + query, Data((everything + fields).utf8), authorization: bearer)
                #expect(reply.status == 200)
                replies.append(reply.body)
            }
        }
        for path in [
            "/v1/sync", "/v1/records", "/v1/export", "/v1/server", "/health", "/ready", "/twofold.sqlite", "/../twofold.sqlite",
        ] {
            replies.append(try await caller.send("GET", path, nil, authorization: bearer).body)
        }
        return replies
    }
}
