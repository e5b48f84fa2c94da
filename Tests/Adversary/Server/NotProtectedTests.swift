import ClientCore
import FoundationEssentials
import LocalStore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("What cannot be prevented, and what is left where it happens", .onOwnThreads)
struct NotProtectedTests {
    @Test(.shows(.nonsense)) func `a partner can seal nonsense and read`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        _ = try couple.ben.client.seal(.firstWord, text: "…")
        try couple.ben.sync()
        #expect(try couple.ben.round(.firstWord).theirs?.text == "Ada's.")
        try couple.ada.sync()
        #expect(try couple.ada.round(.firstWord).theirs?.text == "…")
    }

    /// Both in handshake mode, frozen; Ada's client has sent its opening, and Ben's never does.
    private func unopened() throws -> TestPair {
        let couple = try TestPair()
        for home in [couple.ada, couple.ben] { try home.client.set(.reveal, to: "handshake") }
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        let seal = try couple.ben.forgedAnswer(.firstWord, text: "Ben's.", at: couple.world.time.now, escrow: false).record
        #expect(try couple.ben.wire(couple.world).sync([.record(RecordWrite(record: seal))]).outcomes == [.applied])
        try couple.ada.sync()
        return couple
    }

    @Test(.shows(.neverOpening))
    func `a partner can seal in handshake and never open: with an honest server neither reads`() throws {
        let couple = try unopened()
        #expect(couple.ada.sentOpenings.count == 1)
        let pages = try couple.ben.wire(couple.world).sync([]).changes.records
        let partner = try couple.ben.membership.partner
        let seals = pages.filter { $0.header.visibility == .sealed && $0.header.author != partner }
        #expect(seals.map(\.phase) == [.frozen])
        #expect(seals.allSatisfy { $0.body == nil && $0.opening == nil })
        #expect(try couple.ada.round(.firstWord).state == .sealedByBoth)
        #expect(try couple.ada.round(.firstWord).theirs == nil)
    }

    @Test(.shows(.takingAndKeeping))
    func `a partner who runs the server can take the other's opening and keep their own; what they committed to is signed`() throws
    {
        let couple = try unopened()
        let burglar = try Burglar(
            keys: couple.ben.everyKey, seals: couple.ada.sentSeals, openings: couple.ada.sentOpenings)
        #expect(burglar.opensAny())
        #expect(try couple.ada.round(.firstWord).theirs == nil)
        // A text other than the one committed to isn't believed later.
        let other = try couple.ben.forgedAnswer(.firstWord, text: "Written after reading.", at: couple.world.time.now, seed: 5)
        couple.ada.smuggle([couple.ben.change(other.record, other.opening, .revealed)])
        try couple.ada.sync()
        #expect(try couple.ada.round(.firstWord).theirs == nil)
    }

    @Test(.shows(.rivalPairs))
    func `in escrow a changed client can put an earlier pair in the place of the one read; it is told and kept`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        for home in [couple.ben, couple.ada] { try home.sync() }
        #expect(try couple.ada.round(.firstWord).theirs?.text == "Ben's.")
        let rival = try couple.ben.forgedAnswer(
            .firstWord, text: "Written after reading.", at: couple.world.time.now.advanced(by: .seconds(-9)))
        let mine = try #require(couple.ada.sentSeals.last)
        let pair = try RevealedPair(
            mine: RevealedAnswer(record: rival.record, opening: #require(rival.opening)),
            theirs: RevealedAnswer(record: mine.record, opening: #require(mine.opening)))
        #expect(try couple.ben.wire(couple.world).sync([.pair(pair)]).outcomes == [.applied])
        try couple.ada.sync()
        #expect(try couple.ada.round(.firstWord).theirs?.text == "Written after reading.")
        #expect(try couple.ada.noticesTaken().contains(.pairReplaced(prompt: .firstWord)))
        let kept = try couple.ada.store.read { try $0.history(of: rival.record.header.id) }
        #expect(kept.map(\.reason) == [.otherHistory])
    }

    @Test(.shows(.newHistories))
    func `a partner can make the server begin a new history, again and again: everything is offered again, nothing is lost`() throws
    {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.client.saveDraft(.smallStep, text: "A draft.")
        try couple.ada.sync()
        let junk = Cursor(validated: Bytes(repeating: 1, count: Cursor.byteCount))
        for _ in 0..<3 {
            let mallory = try couple.ben.wire(couple.world)
            #expect(throws: Problem.of(.historyChanged)) { try mallory.sync([], cursor: junk, furthest: junk) }
            try couple.ben.sync()
            #expect(throws: Problem.of(.historyChanged)) { try mallory.sync([], cursor: junk, furthest: junk) }
            try couple.ada.sync()
            #expect(try couple.ada.noticesTaken().contains(.serverWentBack))
            #expect(try couple.ada.round(.firstWord).state == .sealedByMe)
        }
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        for home in [couple.ben, couple.ada, couple.ben] { try home.sync() }
        #expect(try couple.ben.round(.firstWord).theirs?.text == "Ada's.")
        #expect(try couple.ada.round(.smallStep).draft?.text == "A draft.")
    }

    @Test(.shows(.pickingWinners))
    func `a server picks which of two versions was there when both had sealed; the author is told, and it is a version of theirs`()
        throws
    {
        let couple = try TestPair()
        for text in ["First.", "Second."] {
            _ = try couple.ada.client.seal(.firstWord, text: text)
            try couple.ada.sync()
        }
        let first = couple.ada.sentSeals[0]
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        couple.ada.transport.tamper = { reply in
            reply.mapRecords { record in
                guard record.header.id == first.record.header.id else { return record }
                return RecordChange(
                    header: first.record.header, signature: first.record.signature, body: first.record.body,
                    ownKey: first.record.ownKey, opening: first.opening, phase: .revealed)
            }
        }
        try couple.ada.sync()
        #expect(try couple.ada.noticesTaken().contains(.heldBack(prompt: .firstWord)))
        #expect(try couple.ada.client.history(.firstWord).map(\.words.text).contains("Second."))
    }

    @Test(.shows(.earlyEscrow, .serverWentBack))
    func `a server can hand out an opening of escrow early, and the partner's keys open it`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "Trusted to the server.")
        try couple.ada.sync()
        let old = couple.world.store.snapshot()
        try couple.ada.client.withdraw(.firstWord)
        try couple.ada.sync()
        #expect(try Burglar(keys: couple.ben.everyKey, seals: couple.ada.sentSeals, openings: couple.ada.sentOpenings).opensAny())
        // A server that went back has it again, even after it was withdrawn.
        couple.world.restore(old)
        let id = try couple.ada.membership.couple
        let rows = try couple.world.records(of: id)
        #expect(rows.contains { $0.header.visibility == .sealed && $0.opening != nil })
        // The couple's key alone opens nothing: the opening is required too.
        #expect(try !Burglar(keys: couple.ben.everyKey, seals: couple.ada.sentSeals).opensAny())
    }

    @Test(.attacks(.theWishGoverns), .shows(.earlyEscrow))
    func `a wish for handshake does not take back an opening that went out before`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "Before the wish.")
        try couple.ada.sync()
        try couple.ada.client.set(.reveal, to: "handshake")
        _ = try couple.ada.client.seal(.smallStep, text: "After the wish.")
        try couple.ada.sync()
        #expect(couple.ada.sentOpenings.count == 1)
        let (before, after) = (couple.ada.sentSeals[0], couple.ada.sentSeals[1])
        let keys = try couple.ben.everyKey
        #expect(Burglar(keys: keys, seals: [before], openings: couple.ada.sentOpenings).opensAny())
        #expect(!Burglar(keys: keys, seals: [after], openings: couple.ada.sentOpenings).opensAny())
    }

    @Test(.shows(.severalMachines))
    func `of two commitments, one for each of a partner's machines, each believes only the one its opening named`() throws {
        let couple = try TestPair()
        try couple.ada.client.set(.reveal, to: "handshake")
        let phone = try couple.linkSecondDevice()
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        try phone.sync()
        let mine = try #require(couple.ada.sentSeals.last)
        let now = couple.world.time.now
        let versions = try [("One.", 5), ("Two.", 6)].map { text, seed in
            try couple.ben.forgedAnswer(.firstWord, text: text, at: now.advanced(by: .seconds(Int64(seed))), seed: UInt64(seed))
        }
        func show(_ home: TestHome, _ version: (record: Record, opening: Opening?), _ phase: SealPhase) throws {
            let own = Change.record(
                RecordChange(
                    header: mine.record.header, signature: mine.record.signature, body: mine.record.body,
                    ownKey: mine.record.ownKey, opening: home.sentOpenings.last, phase: phase))
            let isOpen = phase == .revealed
            home.transport.tamper = { reply in
                reply.with(changes: [
                    own, couple.ben.change(version.record, isOpen ? version.opening : nil, phase, withheld: !isOpen),
                ])
            }
            try home.sync()
        }
        let homes = [couple.ada, phone]
        for (home, version) in zip(homes, versions) { try show(home, version, .frozen) }
        for (home, version) in zip(homes, versions) {
            #expect(home.sentOpenings.map(\.partnerCommitment) == [version.record.header.commitment])
            try show(home, version, .revealed)
        }
        #expect(try couple.ada.round(.firstWord).theirs?.text == "One.")
        #expect(try phone.round(.firstWord).theirs?.text == "Two.")
        // Neither switches to the other version.
        for (home, version) in zip(homes, versions.reversed()) { try show(home, version, .revealed) }
        #expect(try couple.ada.round(.firstWord).theirs?.text == "One.")
        #expect(try phone.round(.firstWord).theirs?.text == "Two.")
    }

    @Test(.shows(.metadata), .attacks(.serverReadsNothing))
    func `a server sees how many rounds there are, who sealed when, and how large it was`() throws {
        let couple = try TestPair()
        let secrets = ["A secret of Ada's", "A secret of Ben's", "A draft that nobody sees"]
        _ = try couple.ada.client.seal(.firstWord, text: secrets[0])
        try couple.ada.client.saveDraft(.smallStep, text: secrets[2])
        try couple.ada.client.skip(.heldBack, undo: false)
        try couple.ada.sync()
        _ = try couple.ben.client.seal(.firstWord, text: secrets[1])
        for home in [couple.ben, couple.ada, couple.ben] { try home.sync() }
        let id = try couple.ada.membership.couple
        let rows = try couple.world.records(of: id)
        #expect(Set(rows.compactMap(\.header.round)).count == 1)
        #expect(Set(rows.filter { $0.header.visibility == .sealed }.map(\.header.author)).count == 2)
        #expect(rows.filter { !$0.header.isDeleted }.allSatisfy { $0.bodyBytes >= 256 })
        // And no text, no name, and nothing about which prompt it is: neither unencrypted nor in any base64.
        let sought = secrets + ["Ada", "Ben", "desk", "laptop", "first-word", "small-step", "held-back", "skip"]
        for home in [couple.ada, couple.ben] {
            for line in home.transport.transcript where line.route != .server {
                let texts = [String(decoding: line.request, as: UTF8.self), String(decoding: line.reply, as: UTF8.self)]
                let decoded = texts.flatMap { text in
                    text.split(separator: "\"").compactMap { Bytes(base64: String($0)) }.map {
                        String(decoding: $0, as: UTF8.self)
                    }
                }
                for word in sought where word.count > 3 {
                    #expect((texts + decoded).allSatisfy { !$0.contains(word) }, "\(word)")
                }
            }
        }
        #expect(try couple.ada.roundID(.firstWord) == couple.ben.roundID(.firstWord))
    }

    @Test(.shows(.backups))
    func `a backup holds the server's keys: cursors and challenges can be forged, and nobody signed in nor anything read`() throws {
        let couple = try TestPair()
        let stolen = MemoryStore(couple.world.store.snapshot())
        let keys = try ServerKeys(in: stolen) { Bytes(repeating: 0, count: $0) }
        let ada = try couple.ada.membership
        let challenge = ChallengeMaker(keys).make(
            for: ada.device, now: couple.world.time.now, nonce: Bytes(repeating: 3, count: 16))
        let thief = try DeviceKeys(random: RandomSource { Bytes(repeating: 5, count: $0) })
        let exchange = BlockingExchange(couple.world.service)
        func signIn(_ keys: DeviceKeys) throws -> SessionResponse {
            let content = challenge.signedContent(couple: ada.couple, device: ada.device)
            return try WireClient.call(
                exchange, .session,
                SessionRequest(
                    device: ada.device, couple: ada.couple, challenge: challenge,
                    signature: try Signature(signing: content, with: keys.signing)), nil)
        }
        #expect(throws: Problem.of(.badSignature)) { _ = try signIn(thief) }
        // The forged challenge itself is as good as one of the server's.
        _ = try signIn(couple.ada.deviceKeys)
    }
}
