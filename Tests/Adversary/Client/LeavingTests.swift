import ClientCore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A partner who does not want the other to leave, or to get on with anything", .onOwnThreads, .attacks(.leavingNeedsNobody))
struct LeavingTests {
    /// Ada can still sync, seal, and leave.
    private func canLeave(_ home: TestHome) throws {
        try home.sync()
        try home.client.leave()
        #expect(try home.client.status().phase == .left)
    }

    @Test func `a joiner whose key grant does not open for the inviter cannot stop the inviter's client`() throws {
        let world = try World()
        let ada = try TestHome(world, seed: 1)
        try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        let code = try PaperCode(parsing: ada.client.invite().text)
        let adaLog = try ada.log(of: ada.membership.partner)
        // Mallory holds the code and acts as a joiner should, except that what she encrypts to Ada's device is junk.
        var mallory = try TestPartner(random: SeededRandom(seed: 9))
        mallory.couple = try ada.membership.couple
        _ = try mallory.append(.pair(partner: adaLog.partner))
        let grants = try [KeyPurpose.couple, .coupleSeed].map {
            try mallory.grant($0, to: [ada.membership.device, mallory.device.id])
        }
        let box = try #require(try ada.membership.invitation?.box)
        let answer = BoxAnswerRequest(
            locator: code.keys.locator, log: mallory.log.entries, grants: grants,
            proof: code.keys.joinProof(box: box, joiner: mallory.id), permit: code.keys.permit)
        let _: BoxAnswerResponse = try WireClient.call(BlockingExchange(world.service), .answerBox, answer, nil)
        try canLeave(ada)
    }

    @Test(.attacks(.nothingIsLost))
    func `an answer that broke its commitment, and a rival for it, cannot stop the other's client`() throws {
        let couple = try TestPair()
        let now = couple.world.time.now
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        let mallory = try couple.ben.wire(couple.world)
        // Complete and signed, but it doesn't match its commitment.
        let good = try couple.ben.forgedAnswer(.firstWord, text: "Ben's.", at: now.advanced(by: .seconds(5)))
        let other = try couple.ben.forgedAnswer(.firstWord, text: "Other.", at: now.advanced(by: .seconds(5)), seed: 5)
        let header = good.record.header
        let mixed = RecordHeader(
            couple: header.couple, id: header.id, visibility: .sealed, owner: .author, author: header.author, stamp: header.stamp,
            round: header.round, commitment: header.commitment, bodyHash: other.record.header.bodyHash)
        let broken = try Record(
            header: mixed, body: other.record.body, ownKey: good.record.ownKey, signedWith: couple.ben.deviceKeys.signing)
        #expect(try mallory.sync([.record(RecordWrite(record: broken, opening: good.opening))]).outcomes == [.applied])
        try couple.ada.sync()
        #expect(try couple.ada.round(.firstWord).state == .tampered)
        // An earlier pair, made of the valid parts of both.
        let earlier = try couple.ben.forgedAnswer(.firstWord, text: "Earlier.", at: now.advanced(by: .seconds(-5)), seed: 6)
        let mine = try #require(couple.ada.sentSeals.last)
        let pair = RevealedPair(
            mine: RevealedAnswer(record: earlier.record, opening: try #require(earlier.opening)),
            theirs: RevealedAnswer(record: mine.record, opening: try #require(mine.opening)))
        #expect(try mallory.sync([.pair(pair)]).outcomes == [.applied])
        try canLeave(couple.ada)
    }

    @Test(arguments: StoreKind.allCases)
    func `writing after leaving: token, sign-in, entries and the partner's writes are all refused`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let (server, round) = (couple.first.server, couple.round())
        let answer = try couple.first.partner.revealable(round, at: couple.now)
        try await couple.first.pull([answer.sealing()])
        let before = couple.first.partner
        try await couple.first.sync([couple.first.partner.append(.leave)])
        await #expect(throws: Problem.of(.tokenUnknown)) { try await couple.first.pull([answer.sealing()]) }
        await #expect(throws: Problem.of(.partnerLeft)) { try await server.signIn(couple.first.partner) }
        await #expect(throws: Problem.of(.partnerLeft)) {
            try await server.signIn(couple.first.partner, logs: [before.log.entries, couple.second.partner.log.entries])
        }
        let further = try couple.first.partner.entry(.add(card: TestDevice().card, retiring: nil))
        let beside = try before.entry(.add(card: TestDevice().card, retiring: nil))
        let writes: [Write] = try [
            .entry(EntryWrite(partner: before.id, entry: further, offered: true)),
            .entry(EntryWrite(partner: before.id, entry: beside, offered: false)),
            couple.second.partner.seal(round, at: couple.now),
            .opening(couple.second.partner.revealable(round, at: couple.now).opening),
            .record(RecordWrite(record: couple.second.partner.record(.shared, at: couple.now))),
            .pair(RevealedPair(mine: couple.second.partner.revealable(round, at: couple.now), theirs: answer)),
            couple.second.partner.box(.invitation, locator: server.random.value()),
        ]
        for write in writes {
            let outcome = try await couple.second.sync([write]).outcomes[0]
            #expect(outcome != .applied)
        }
        let seen = couple.second.received.records.filter { $0.header.author == before.id }
        #expect(seen.allSatisfy { $0.body == nil && $0.opening == nil })
    }

    @Test
    func `the partner cannot end the other's machines, nor leave in the other's name, nor hold the log with entries of their own`()
        throws
    {
        let couple = try TestPair()
        let mallory = try couple.ben.wire(couple.world)
        let ada = try couple.ada.membership
        let log = try couple.ada.log(of: ada.partner)
        let entries = try [
            couple.ben.entry(.remove(device: ada.device, standing: []), previous: log.tips),
            couple.ben.entry(.leave, previous: log.tips), couple.ben.entry(.leave),
        ]
        for entry in entries {
            for offered in [true, false] {
                let write = Write.entry(EntryWrite(partner: ada.partner, entry: entry, offered: offered))
                #expect(try mallory.sync([write]).outcomes[0] != .applied)
            }
        }
        try canLeave(couple.ada)
    }
}
