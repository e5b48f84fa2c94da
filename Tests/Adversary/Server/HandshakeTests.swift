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

@Suite("A partner who runs the server, against handshake", .onOwnThreads)
struct HandshakeTests {
    /// Both use handshake mode; Ada has sealed, and the server has what she sent.
    private func pair(_ texts: [String] = ["Ada's."]) throws -> TestPair {
        let couple = try TestPair()
        for home in [couple.ada, couple.ben] { try home.client.set(.reveal, to: "handshake") }
        for text in texts {
            _ = try couple.ada.client.seal(.firstWord, text: text)
            try couple.ada.sync()
        }
        return couple
    }

    /// The change as sent to the author's own device.
    private func own(_ write: RecordWrite, _ phase: SealPhase) -> Change {
        .record(
            RecordChange(
                header: write.record.header, signature: write.record.signature, body: write.record.body,
                ownKey: write.record.ownKey,
                opening: nil, phase: phase))
    }

    @Test(.attacks(.handshakeHolds))
    func `all that the server ever got and all that the partner's home holds do not open an answer`() throws {
        let couple = try pair(["The first version.", "The second version."])
        try couple.ben.sync()
        let keys = try couple.ben.everyKey
        let seals = couple.ada.sentSeals
        #expect(seals.count == 2)
        #expect(seals.allSatisfy { $0.opening == nil })
        #expect(!Burglar(keys: keys, seals: seals, openings: couple.ada.sentOpenings).opensAny())
        // The same attempt succeeds once Ada's client has sent its opening, so the attempt is realistic.
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        try couple.ada.sync()
        let openings = couple.ada.sentWrites.compactMap { if case .opening(let opening) = $0 { opening } else { nil } }
        #expect(openings.count >= 1)
        #expect(openings.allSatisfy { $0.partnerCommitment != nil })
        #expect(Burglar(keys: keys, seals: seals, openings: openings).opensAny())
    }

    enum Claim: String, CaseIterable, Sendable {
        case mineAlone, mineRevealed, theirsIsATombstone, theirsSignedByNobody, theirsOfAnotherRound, theirsOfAnotherCouple
        case theirsWithoutCommitment, theirsNotFrozen, genuine
    }

    @Test(.attacks(.handshakeHolds), arguments: Claim.allCases)
    func `no claim of a freeze draws an opening, but for one with the partner's own signed commitment`(_ claim: Claim) throws {
        let couple = try pair()
        let now = couple.world.time.now
        let mine = try #require(couple.ada.sentSeals.last)
        let theirs = try couple.ben.forgedAnswer(.firstWord, text: "Ben's.", at: now, escrow: false).record
        let header = theirs.header
        func altered(
            couple id: CoupleID? = nil, round: RoundID? = nil, commitment: Commitment?, deleted: Bool = false,
            keys: DeviceKeys? = nil
        ) throws -> Record {
            let altered = RecordHeader(
                couple: id ?? header.couple, id: header.id, visibility: .sealed, owner: .author, author: header.author,
                stamp: header.stamp, isDeleted: deleted, round: round ?? header.round, commitment: commitment,
                bodyHash: deleted ? BodyHash(ofBody: .empty) : header.bodyHash)
            return try Record(
                header: altered, body: deleted ? .empty : theirs.body, signedWith: (keys ?? couple.ben.deviceKeys).signing)
        }
        let nobody = try DeviceKeys(random: RandomSource { Bytes(repeating: 66, count: $0) })
        var changes = [own(mine, claim == .mineRevealed ? .revealed : .frozen)]
        switch claim {
        case .mineAlone, .mineRevealed: break
        case .theirsIsATombstone:
            changes.append(couple.ben.change(try altered(commitment: nil, deleted: true), nil, .frozen, withheld: true))
        case .theirsSignedByNobody:
            let forged = try altered(commitment: header.commitment, keys: nobody)
            changes.append(couple.ben.change(forged, nil, .frozen, withheld: true))
        case .theirsOfAnotherRound:
            let other = try couple.ben.forgedAnswer(.smallStep, text: "Ben's.", at: now, escrow: false).record
            changes.append(couple.ben.change(other, nil, .frozen, withheld: true))
            let moved = try altered(round: couple.ben.roundID(.smallStep), commitment: header.commitment)
            changes.append(couple.ben.change(moved, nil, .frozen, withheld: true))
        case .theirsOfAnotherCouple:
            let moved = try altered(couple: CoupleID(validated: Bytes(repeating: 4, count: 32)), commitment: header.commitment)
            changes.append(couple.ben.change(moved, nil, .frozen, withheld: true))
        case .theirsWithoutCommitment:
            changes.append(couple.ben.change(try altered(commitment: nil), nil, .frozen, withheld: true))
        case .theirsNotFrozen: changes.append(couple.ben.change(theirs, nil, .sealed, withheld: true))
        case .genuine: changes.append(couple.ben.change(theirs, nil, .frozen, withheld: true))
        }
        couple.ada.smuggle(changes)
        for _ in 0..<3 { try couple.ada.sync() }
        let openings = couple.ada.sentOpenings
        #expect(openings.isEmpty == (claim != .genuine), "\(claim)")
        #expect(openings.allSatisfy { $0.partnerCommitment == header.commitment })
        let burglar = try Burglar(keys: couple.ben.everyKey, seals: couple.ada.sentSeals, openings: openings)
        #expect(burglar.opensAny() == (claim == .genuine))
        #expect(try couple.ada.round(.firstWord).theirs == nil)
    }

    @Test(.attacks(.handshakeHolds), arguments: [true, false])
    func `a freeze of a version that was replaced or withdrawn draws no opening`(withdrawn: Bool) throws {
        let couple = try pair(withdrawn ? ["Regretted."] : ["Regretted.", "Meant."])
        let regretted = try #require(couple.ada.sentSeals.first)
        if withdrawn {
            try couple.ada.client.withdraw(.firstWord)
            try couple.ada.sync()
        }
        let theirs = try couple.ben.forgedAnswer(.firstWord, text: "Ben's.", at: couple.world.time.now, escrow: false).record
        couple.ada.smuggle([own(regretted, .frozen), couple.ben.change(theirs, nil, .frozen, withheld: true)])
        for _ in 0..<3 { try couple.ada.sync() }
        #expect(couple.ada.sentOpenings.isEmpty)
        #expect(try couple.ada.noticesTaken().contains(.heldBack(prompt: .firstWord)))
        let kept = try couple.ada.client.history(.firstWord).map(\.words.text)
        #expect(kept.contains(withdrawn ? "Regretted." : "Meant."))
    }

    @Test(.attacks(.frozenStaysFrozen, .handshakeHolds)) func `a rival pair is held to what one's own opening named`() throws {
        let couple = try pair()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        for home in [couple.ben, couple.ada, couple.ben, couple.ada] { try home.sync() }
        #expect(try couple.ada.round(.firstWord).theirs?.text == "Ben's.")
        // Earlier than everything, so that it would stand by the rule for two histories.
        let rival = try couple.ben.forgedAnswer(
            .firstWord, text: "Written after reading.", at: couple.world.time.now.advanced(by: .seconds(-9)))
        let mine = try #require(couple.ada.sentSeals.last)
        let opening = try #require(couple.ada.sentOpenings.last)
        let mineAgain = Change.record(
            RecordChange(
                header: mine.record.header, signature: mine.record.signature, body: mine.record.body,
                ownKey: mine.record.ownKey,
                opening: opening, phase: .revealed))
        for _ in 0..<2 {
            couple.ada.smuggle([couple.ben.change(rival.record, rival.opening, .revealed), mineAgain])
            try couple.ada.sync()
        }
        #expect(try couple.ada.round(.firstWord).theirs?.text == "Ben's.")
        #expect(try !couple.ada.noticesTaken().contains(.pairReplaced(prompt: .firstWord)))
        // A server that follows the protocol refuses the pair: the opening names another commitment.
        let pair = RevealedPair(
            mine: RevealedAnswer(record: rival.record, opening: try #require(rival.opening)),
            theirs: RevealedAnswer(record: mine.record, opening: opening))
        #expect(try couple.ben.wire(couple.world).sync([.pair(pair)]).outcomes == [.refused(.commitmentMismatch)])
    }

    @Test(.attacks(.handshakeHolds, .frozenStaysFrozen))
    func `two commitments, shown to one machine one after the other: the first that was frozen is the only one`() throws {
        let couple = try pair()
        let now = couple.world.time.now
        let first = try couple.ben.forgedAnswer(.firstWord, text: "One.", at: now)
        let second = try couple.ben.forgedAnswer(.firstWord, text: "Two.", at: now.advanced(by: .seconds(1)), seed: 5)
        let mine = try #require(couple.ada.sentSeals.last)
        couple.ada.smuggle([own(mine, .frozen), couple.ben.change(first.record, nil, .frozen, withheld: true)])
        try couple.ada.sync()
        #expect(couple.ada.sentOpenings.allSatisfy { $0.partnerCommitment == first.record.header.commitment })
        for phase in [SealPhase.frozen, .revealed] {
            couple.ada.smuggle([couple.ben.change(second.record, second.opening, phase), own(mine, phase)])
            try couple.ada.sync()
            #expect(try couple.ada.round(.firstWord).theirs == nil)
            #expect(Set(couple.ada.sentOpenings.map(\.partnerCommitment)) == [first.record.header.commitment])
        }
        #expect(try couple.ada.round(.firstWord).state == .tampered)
    }

    enum Pressure: String, CaseIterable, Sendable { case stamps, refusals, histories, superseded, locked, unknownCouple }

    @Test(.attacks(.theWishGoverns), arguments: Pressure.allCases)
    func `nothing that a server says talks a client into sending an opening with its seal`(_ pressure: Pressure) throws {
        let couple = try pair()
        let answers: Outcome? =
            switch pressure {
            case .stamps: .refused(.stampInFuture)
            case .refusals: .refused("handshake_not_supported")
            case .superseded: .superseded
            case .locked: .locked
            case .histories, .unknownCouple: nil
            }
        couple.ada.transport.tamper = { reply in
            reply.with(outcomes: answers.map { answer in reply.outcomes.map { _ in answer } })
        }
        var problems = 3
        couple.ada.transport.rewrite = { route, reply in
            let code: ErrorCode? =
                switch (pressure, route) {
                case (.histories, .sync): .historyChanged
                case (.unknownCouple, .session), (.unknownCouple, .sync): .coupleUnknown
                default: nil
                }
            guard let code, problems > 0, let body = try? WireJSON.encode(Problem(status: 409, code: code, title: "")) else {
                return reply
            }
            problems -= 1
            return TransportReply(status: 409, body: Bytes(body))
        }
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's, again.")
        for _ in 0..<4 { _ = try couple.ada.client.sync(budget: nil) }
        couple.ada.trustServer()
        try couple.ada.sync()
        #expect(!couple.ada.sentSeals.isEmpty)
        #expect(couple.ada.sentOpenings.isEmpty)
        #expect(try couple.ada.client.setting(.reveal) == "handshake")
    }

    @Test(.attacks(.theWishGoverns))
    func `a linked machine takes over the wish, and no server can put another into the code's box`() throws {
        let couple = try pair()
        #expect(try couple.linkSecondDevice().client.setting(.reveal) == "handshake")
        let code = try PaperCode(parsing: couple.ada.client.link().text)
        let fresh = try TestHome(couple.world, seed: 30)
        for bit in stride(from: 0, to: 2_000, by: 97) {
            fresh.transport.rewrite = { route, reply in
                guard route == .readBox, var read = try? WireJSON.decode(BoxReadResponse.self, from: .init(reply.body)) else {
                    return reply
                }
                var bytes = read.box.bytes
                bytes[bit % bytes.count] ^= 1
                read = BoxReadResponse(kind: read.kind, box: Blob(bytes), log: read.log, time: read.time)
                return TransportReply(status: 200, body: Bytes((try? WireJSON.encode(read)) ?? .init()))
            }
            #expect(throws: ClientError.codeNotGenuine) { try fresh.client.useLink(code, deviceName: "phone") }
        }
    }

    @Test(.attacks(.theWishGoverns))
    func `a linked machine starts as it was wished although the server hands it another code's box`() throws {
        let couple = try TestPair()
        let earlier = try PaperCode(parsing: couple.ada.client.link().text)
        let old = try #require(try couple.world.store.read { $0.box(earlier.keys.locator) }).box
        try couple.ada.client.set(.reveal, to: "handshake")
        let code = try PaperCode(parsing: couple.ada.client.link().text)
        let fresh = try TestHome(couple.world, seed: 30)
        fresh.transport.rewrite = { route, reply in
            guard route == .readBox, let read = try? WireJSON.decode(BoxReadResponse.self, from: .init(reply.body)),
                let swapped = try? WireJSON.encode(BoxReadResponse(kind: read.kind, box: old, log: [], time: read.time))
            else { return reply }
            return TransportReply(status: 200, body: Bytes(swapped))
        }
        #expect(throws: ClientError.codeNotGenuine) { try fresh.client.useLink(code, deviceName: "phone") }
        fresh.trustServer()
        try fresh.client.useLink(code, deviceName: "phone")
        #expect(try fresh.client.setting(.reveal) == "handshake")
    }
}
