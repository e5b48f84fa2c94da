import ClientCore
import Commands
import Models
import Presentation
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A partner who escapes the reveal: their device is named for it, and no server", .onOwnThreads)
struct PartnerAtFaultTests {
    enum Trick: CaseIterable {
        case otherWords, garbageKey
    }

    @Test(.shows(.withheldAfterReading), arguments: Trick.allCases)
    func `is shown as what it is wherever the round is, for good`(trick: Trick) throws {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        try seal(trick, by: ben, in: couple)
        _ = try ada.client.seal(.firstWord, text: "Ada's.")
        for _ in 0..<2 { try ada.sync() }
        #expect(try ada.noticesTaken().filter { $0 != .partnerJoined } == [.doesNotOpen(prompt: .firstWord)])
        let shown = try ada.round(.firstWord)
        #expect(shown.state == .tampered && shown.theirs == nil && shown.theirsUnread == .doesNotOpen)
        let findings = try ada.client.findings(after: nil)
        #expect(findings.contains(.doesNotOpen([RoundReference(prompt: .firstWord, number: 1)])))
        #expect(!findings.contains(.notGenuine([RoundReference(prompt: .firstWord, number: 1)])))
        #expect(try ada.client.again(.firstWord).number == 2)
        #expect(try ada.round(.firstWord).theirsUnread == .doesNotOpen)
    }

    private func seal(_ trick: Trick, by ben: TestHome, in couple: TestPair) throws {
        let forged = try ben.forgedAnswer(.firstWord, text: "Ben's.", at: couple.world.time.now)
        let opening = try #require(forged.opening)
        var (record, wrapped) = (forged.record, opening.wrapped)
        var commitment = opening.commitment
        switch trick {
        case .garbageKey: wrapped = WrappedContentKey(key: wrapped.key, sealed: Blob(SeededRandom(seed: 5).bytes(76)))
        case .otherWords:
            commitment = Commitment(validated: Bytes(repeating: 7, count: 32))
            var header = record.header
            header = RecordHeader(
                couple: header.couple, id: header.id, visibility: .sealed, owner: .author, author: header.author,
                stamp: header.stamp,
                round: header.round, commitment: commitment, bodyHash: header.bodyHash)
            record = try Record(header: header, body: record.body, ownKey: record.ownKey, signedWith: ben.deviceKeys.signing)
        }
        let signed = try Opening(
            couple: opening.couple, round: opening.round, author: opening.author, device: opening.device, commitment: commitment,
            partnerCommitment: nil, wrapped: wrapped, signedWith: ben.deviceKeys.signing)
        #expect(
            try ben.wire(couple.world).sync([.record(RecordWrite(record: record, opening: signed))]).outcomes == [.applied])
    }

    @Test(.attacks(.nothingIsLost))
    func `a key signed for this device that can't be opened is the partner's as well, and told once`() throws {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        _ = try ada.noticesTaken()
        let (membership, theirs) = (try ben.membership, try ada.membership)
        let seed = SeededRandom(seed: 8)
        let sealed = SealedKey(
            recipient: theirs.device, encapsulated: Blob(seed.bytes(32)), ciphertext: Blob(seed.bytes(48)))
        let grant = try KeyGrant(
            couple: membership.couple, purpose: .couple, epoch: 1, key: KeyID(validated: seed.bytes(32)),
            author: membership.partner, device: membership.device, sealed: [sealed], signedWith: ben.deviceKeys.signing)
        #expect(try ben.wire(couple.world).sync([.grant(grant)]).outcomes == [.applied])
        for _ in 0..<2 { try ada.sync() }
        #expect(try ada.noticesTaken() == [.keyDoesNotOpen(isMine: false)])
        let passed = try ada.client.findings(after: nil).contains { if case .passedOver = $0 { true } else { false } }
        #expect(!passed)
        _ = try ada.client.seal(.firstWord, text: "Ada's.")
        try ada.sync()
    }

    @Test func `what is said of it names the device, and not the server`() {
        for notice in [Notice.doesNotOpen(prompt: .firstWord), .keyDoesNotOpen(isMine: false), .inTheWay(prompt: nil)] {
            let text = Messages.Notices.notice(notice, partner: "Ben")
            #expect(text.contains("Ben's device") && !text.contains("server"), "\(text)")
        }
    }
}
