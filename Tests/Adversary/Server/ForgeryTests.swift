import Catalogue
import ClientCore
import Crypto
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

/// A partner who runs the server can send this partner's client anything.
@Suite(
    "What the partner's server forges in this partner's name is not believed",
    .onOwnThreads, .attacks(.serverForgesNothing, .nobodyWritesInYourName))
struct ForgeryTests {
    private struct Scene {
        let couple: TestPair
        let mine: RecordHeader
        let record: Record

        /// Ada has a shared record and a sealed answer; Ben runs the server.
        init(_ prompt: PromptID) throws {
            couple = try TestPair()
            _ = try couple.ada.client.seal(prompt, text: "Ada's own words.")
            try couple.ada.sync()
            guard
                let sent = couple.ada.sentWrites.compactMap({
                    if case .record(let write) = $0, write.record.header.visibility == .sealed { write.record } else { nil }
                })
                .last
            else { throw ClientError.nothingToSeal }
            record = sent
            mine = sent.header
        }

        /// Adds a change to Ada's next reply.
        func smuggle(_ change: Change) {
            couple.ada.transport.tamper = { reply in
                SyncResponse(
                    time: reply.time, outcomes: reply.outcomes, changes: reply.changes + [change], cursor: reply.cursor,
                    furthest: reply.furthest, more: reply.more)
            }
        }

        func notBelieved() throws -> Bool {
            try couple.ada.sync()
            couple.ada.transport.tamper = { $0 }
            return try couple.ada.client.takeNotices().map(\.notice).contains {
                if case .notBelieved = $0 { true } else { false }
            }
        }

        func header(visibility: Visibility, deleted: Bool, device: DeviceID, key: KeyID? = nil) -> RecordHeader {
            RecordHeader(
                couple: mine.couple, id: visibility == .sealed ? mine.id : RecordID(validated: Bytes(repeating: 7, count: 32)),
                visibility: visibility,
                owner: .author, author: mine.author,
                stamp: Stamp(time: mine.stamp.time.advanced(by: .seconds(5)), counter: 0, device: device), isDeleted: deleted,
                round: visibility == .sealed ? mine.round : nil, key: key, bodyHash: BodyHash(ofBody: .empty))
        }
    }

    @Test(arguments: [true, false])
    func `a tombstone of one's own answer, signed by the partner, in either device's name`(namesAdasDevice: Bool) throws {
        let scene = try Scene(.firstWord)
        let device = try namesAdasDevice ? scene.mine.device : scene.couple.ben.membership.device
        let header = scene.header(visibility: .sealed, deleted: true, device: device)
        let forged = try Record(header: header, body: .empty, signedWith: scene.couple.ben.deviceKeys.signing)
        scene.smuggle(
            .record(RecordChange(header: header, signature: forged.signature, body: nil, ownKey: nil, opening: nil, phase: nil)))
        #expect(try scene.notBelieved())
        #expect(try scene.couple.ada.client.show(.firstWord).rounds[0].mine?.text == "Ada's own words.")
        #expect(try scene.couple.ada.client.show(.firstWord).rounds[0].state == .sealedByMe)
    }

    @Test func `a shared record in one's own name`() throws {
        let scene = try Scene(.firstWord)
        let ben = scene.couple.ben
        let key = try #require(try ben.keyRing.entries.values.first { $0.purpose == .couple })
        let header = scene.header(visibility: .shared, deleted: false, device: scene.mine.device, key: key.key.id)
        let forged = try RecordEncryptor(keys: ben.deviceKeys, random: RandomSource { Bytes(repeating: 1, count: $0) })
            .encrypt(Bytes(#"{"name":{"name":"Mallory"}}"#.utf8), as: header, under: key.key)
        scene.smuggle(
            .record(
                RecordChange(
                    header: forged.header, signature: forged.signature, body: forged.body, ownKey: nil, opening: nil, phase: nil
                )))
        #expect(try scene.notBelieved())
    }

    @Test func `a log entry that enlists the partner's machine as one's own`() throws {
        let scene = try Scene(.firstWord)
        let machine = try DeviceKeys(random: RandomSource { Bytes(repeating: 9, count: $0) })
        let log = try scene.couple.ada.store.read { try DeviceLog(entries: $0.entries(of: scene.mine.author)) }
        let forged = try LogEntry(
            previous: log.tips, action: .add(card: machine.card(.machine), retiring: nil), device: scene.mine.device,
            time: Instant(milliseconds: 0), signedWith: scene.couple.ben.deviceKeys.signing)
        scene.smuggle(.entry(EntryChange(partner: scene.mine.author, entry: forged)))
        #expect(try scene.notBelieved())
        #expect(try scene.couple.ada.client.devices().count == 1)
    }

    @Test func `an opening of one's own answer, made by the partner`() throws {
        let scene = try Scene(.firstWord)
        let commitment = try #require(scene.mine.commitment)
        let round = try #require(scene.mine.round)
        let forged = try Opening(
            couple: scene.mine.couple, round: round, author: scene.mine.author, device: scene.mine.device,
            commitment: commitment,
            partnerCommitment: nil,
            wrapped: WrappedContentKey(key: KeyID(validated: Bytes(repeating: 0, count: 32)), sealed: Blob([1])),
            signedWith: scene.couple.ben.deviceKeys.signing)
        scene.smuggle(
            .record(
                RecordChange(
                    header: scene.mine, signature: scene.record.signature, body: scene.record.body, ownKey: scene.record.ownKey,
                    opening: forged, phase: .revealed)))
        #expect(try scene.notBelieved())
    }

    @Test func `a personal key in one's own name`() throws {
        let scene = try Scene(.firstWord)
        let ben = scene.couple.ben
        let ada = try #require(
            try scene.couple.ada.store.read { try DeviceLog(entries: $0.entries(of: scene.mine.author)) }.state.live.first)
        let forged = try KeyGrant(
            of: SecretKey(random: RandomSource { Bytes(repeating: 5, count: $0) }), for: .personal, epoch: 99,
            couple: scene.mine.couple, author: scene.mine.author, by: ben.deviceKeys, device: scene.mine.device, to: [ada])
        scene.smuggle(.grant(forged))
        #expect(try scene.notBelieved())
    }

    @Test func `an answer exchanged after both were frozen is shown as tampered with, never as an answer`() throws {
        let couple = try TestPair()
        for home in [couple.ada, couple.ben] { try home.client.set(.reveal, to: "handshake") }
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's first answer.")
        try couple.ben.sync()
        // Ada sees the freeze and gives her opening, for Ben's commitment. Ben's server responds with another version.
        let ben = couple.ben
        let ring = try ben.keyRing
        let personal = try #require(ring.entries.values.first { $0.purpose == .personal }?.key)
        let key = try #require(ring.entries.values.first { $0.purpose == .couple }?.key)
        let keys = try ben.deviceKeys
        couple.ada.transport.tamper = { reply in
            let changes = reply.changes.map { change -> Change in
                guard case .record(let seal) = change, seal.phase == .revealed,
                    seal.header.author != (try? couple.ada.membership.partner),
                    let round = seal.header.round,
                    let (record, opening) = try? RecordEncryptor(
                        keys: keys, random: RandomSource { Bytes(repeating: 3, count: $0) }
                    )
                    .encryptAnswer(Bytes(#"{"answer":{}}"#.utf8), as: seal.header, round: round, personal: personal, escrow: key)
                else { return change }
                return .record(
                    RecordChange(
                        header: record.header, signature: record.signature, body: record.body, ownKey: nil, opening: opening,
                        phase: .revealed))
            }
            return SyncResponse(
                time: reply.time, outcomes: reply.outcomes, changes: changes, cursor: reply.cursor, furthest: reply.furthest,
                more: reply.more)
        }
        try couple.ada.sync()
        let round = try couple.ada.client.show(.firstWord).rounds[0]
        #expect(round.state == .tampered)
        #expect(try couple.ada.client.findings(after: nil).contains(.notGenuine([RoundReference(prompt: .firstWord, number: 1)])))
        #expect(round.theirs == nil)
    }

    @Test func `a shared record of the partner's under the id of one's own answer is in nobody's way`() throws {
        let couple = try TestPair()
        let ben = couple.ben
        let ring = try ben.keyRing
        let naming = RoundNaming(seed: try #require(ring.seeds(.coupleSeed).first))
        let key = try #require(ring.entries.values.first { $0.purpose == .couple }?.key)
        let (ada, membership) = (try couple.ada.membership, try ben.membership)
        let header = RecordHeader(
            couple: ada.couple, id: .answer(of: naming.round(RoundReference(prompt: .firstWord, number: 1)), by: ada.partner),
            visibility: .shared,
            owner: .author, author: membership.partner,
            stamp: Stamp(time: Instant(milliseconds: .max), counter: 0, device: membership.device), key: key.id,
            bodyHash: BodyHash(ofBody: .empty))
        let record = try RecordEncryptor(keys: ben.deviceKeys, random: RandomSource { Bytes(repeating: 4, count: $0) }).encrypt(
            Bytes(
                #"{"answer":{"prompt":"founding/first-word","question":"","number":1,"text":"Not hers.","at":0,"isFinished":false}}"#
                    .utf8),
            as: header, under: key)
        couple.ada.transport.tamper = { reply in
            SyncResponse(
                time: reply.time, outcomes: reply.outcomes,
                changes: [
                    .record(
                        RecordChange(
                            header: record.header, signature: record.signature, body: record.body, ownKey: nil, opening: nil,
                            phase: nil))
                ] + reply.changes, cursor: reply.cursor, furthest: reply.furthest, more: reply.more)
        }
        try couple.ada.sync()
        #expect(try couple.ada.client.show(.firstWord).rounds[0].mine == nil)
        _ = try couple.ada.client.seal(.firstWord, text: "Hers.")
        try couple.ada.sync()
        #expect(try couple.ada.client.show(.firstWord).rounds[0].mine?.text == "Hers.")
        #expect(try couple.ada.client.show(.firstWord).rounds[0].state == .sealedByMe)
        #expect(try couple.ada.client.status().pending == 0)
    }

    @Test func `an older state than one that was seen is not believed`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        _ = try couple.ada.client.seal(.firstWord, text: "Old.")
        try couple.ada.sync()
        try phone.sync()
        let old = phone.received.flatMap(\.changes).last {
            if case .record(let record) = $0 { record.header.visibility == .sealed } else { false }
        }
        _ = try couple.ada.client.seal(.firstWord, text: "New.")
        try couple.ada.sync()
        try phone.sync()
        let change = try #require(old)
        phone.transport.tamper = { reply in
            SyncResponse(
                time: reply.time, outcomes: reply.outcomes, changes: [change], cursor: reply.cursor, furthest: reply.furthest,
                more: false)
        }
        try phone.sync()
        #expect(try phone.client.show(.firstWord).rounds[0].mine?.text == "New.")
    }
}
