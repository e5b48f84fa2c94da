import Foundation
import Models
import ProgramSupport
import Support
import Testing
import Wire

extension RealPrograms {
    @Suite("Bad input on the wire")
    struct BadInputTests {
        @Test func `each bad request gets a problem document with a code of its own`() async throws {
            try await LiveServer().serving { server in
                let (ada, _) = try await WireDevice.couple(at: server.caller, seed: 1)
                let record = try ada.partner.record(.own, at: .current)
                let good = String(decoding: try WireJSON.encode(request([.record(RecordWrite(record: record))])), as: UTF8.self)
                let note = Write.record(RecordWrite(record: record))
                let cases: [(body: Data?, path: String, expected: ErrorCode)] = [
                    (Data("{".utf8), "/v1/sync", .malformed),
                    (Data(good.replacing(#""offering":false"#, with: #""offering":"no""#).utf8), "/v1/sync", .malformed),
                    (Data(good.replacing(#""class":"own""#, with: #""class":"diary""#).utf8), "/v1/sync", .unknownClass),
                    (Data(good.utf8), "/v9/sync", .unknownVersion),
                    (Data(good.utf8), "/v1/nothing", .notFound),
                    (Data(repeating: 32, count: Limits().requestBytes + 1), "/v1/sync", .requestTooLarge),
                    (try WireJSON.encode(request(Array(repeating: note, count: Limits().writes + 1))), "/v1/sync", .tooManyWrites),
                ]
                for bad in cases {
                    let bearer = "Bearer " + Data(ada.token.bytes).base64EncodedString()
                    let reply = try await server.caller.send("POST", bad.path, bad.body, authorization: bearer)
                    let problem = try WireJSON.decode(Problem.self, from: reply.body)
                    #expect(problem.code == bad.expected)
                    #expect(problem.status == reply.status)
                }
                #expect(try await refusal(ada, token: Token(validated: Bytes(repeating: 1, count: 32))) == .tokenUnknown)
                let reply = try await server.caller.send(.sync, Data(good.utf8))
                #expect(try WireJSON.decode(Problem.self, from: reply.body).code == .tokenMissing)
            }
        }

        @Test
        func `a write that cannot be is refused by itself, with a code of its own; the others of its request go through`()
            async throws
        {
            try await LiveServer().serving { server in
                let (ada, ben) = try await WireDevice.couple(at: server.caller, seed: 1)
                let (stranger, _) = try await WireDevice.couple(at: server.caller, seed: 2)
                let now = Instant.current
                let partner = ada.partner
                let large = Bytes(repeating: 1, count: Limits().bodyBytes + 1)
                let bad: [(Record, ErrorCode)] = [
                    (try partner.record(.own, at: now.advanced(by: .seconds(86_400 * 365))), .stampInFuture),
                    (try partner.record(.own, at: now, couple: stranger.partner.couple), .foreignCouple),
                    (try partner.record(.shared, at: now, author: ben.partner.id), .foreignAuthor),
                    (try foreignRound(partner, at: now), .foreignRound),
                    (try partner.record(.own, at: now, body: large), .bodyTooLarge),
                ]
                let good = try partner.record(.own, at: now)
                var device = ada
                let response = try await device.sync((bad.map(\.0) + [good]).map { .record(RecordWrite(record: $0)) })
                #expect(response.outcomes == bad.map { .refused($0.1) } + [.applied])
            }
        }

        @Test func `a token that has expired, a device that was removed and somebody else's couple are told apart`() async throws {
            let server = try LiveServer()
            let (ada, tablet, port) = try await server.serving { running in
                var (ada, ben) = try await WireDevice.couple(at: running.caller, seed: 1)
                let (phone, tablet) = (TestDevice(), TestDevice())
                try await ada.sync([ada.partner.append(.add(card: phone.card, retiring: nil))])
                try await ada.sync([ada.partner.append(.add(card: tablet.card, retiring: nil))])
                let removed = try await WireDevice(ada.partner.at(phone), at: running.caller)
                let kept = try await WireDevice(ada.partner.at(tablet), at: running.caller)
                try await ada.sync([ada.partner.append(.remove(device: phone.id, standing: []))])
                #expect(try await refusal(removed, token: removed.token) == .tokenUnknown)
                let partner = ada.partner.at(phone)
                let atTheDoor = try await refusal { _ = try await WireDevice(partner, at: running.caller) }
                #expect(atTheDoor == .deviceRemoved)
                // Ben's device tries to sign in to another couple.
                let (stranger, _) = try await WireDevice.couple(at: running.caller, seed: 2)
                let couple = stranger.partner.couple
                let bens = ben.partner
                let atAnother = try await refusal { _ = try await WireDevice(bens, at: running.caller, couple: couple) }
                #expect(atAnother == .deviceUnknown)
                return (ada, kept, running.port)
            }
            try server.expireTokens()
            try await server.serving(port: port) { _ in
                for device in [ada, tablet] {
                    let expired = try await refusal(device, token: device.token)
                    #expect(expired == .tokenExpired)
                }
            }
        }

        private func request(_ writes: [Write]) -> SyncRequest {
            SyncRequest(cursor: nil, furthest: nil, offering: false, writes: writes)
        }

        private func refusal(_ device: WireDevice, token: Token) async throws -> ErrorCode {
            let reply = try await device.caller.send(.sync, WireJSON.encode(request([])), token: token)
            return try WireJSON.decode(Problem.self, from: reply.body).code
        }

        private func refusal(of call: () async throws -> Void) async throws -> ErrorCode? {
            do {
                try await call()
                return nil
            } catch let problem as Problem {
                return problem.code
            }
        }

        /// An answer whose id isn't the one derived from its round and author.
        private func foreignRound(_ partner: TestPartner, at time: Instant) throws -> Record {
            let body = Blob([1])
            let header = RecordHeader(
                couple: partner.couple, id: RecordID(validated: Bytes(repeating: 9, count: 32)), visibility: .sealed,
                owner: .author,
                author: partner.id, stamp: partner.stamp(time), round: RoundID(validated: Bytes(repeating: 8, count: 32)),
                commitment: Commitment(validated: Bytes(repeating: 7, count: 32)), bodyHash: BodyHash(ofBody: body))
            let ownKey = WrappedContentKey(key: KeyID(validated: Bytes(repeating: 1, count: 32)), sealed: body)
            return try Record(header: header, body: body, ownKey: ownKey, signedWith: partner.device.signing)
        }
    }
}
