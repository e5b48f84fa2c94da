import ClientCore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("What is too much is refused clearly, and nobody loses anything by it", .onOwnThreads, .attacks(.nothingIsLost))
struct LimitsTests {
    @Test(.attacks(.unseenStaysUnseen))
    func `a removal tells nothing of drafts, skips and withdrawals that the partner has not seen`() throws {
        /// The number of versions that the removal lets stand, as Ben reads it.
        func standing(_ isQuiet: Bool) throws -> Int {
            let couple = try TestPair()
            let (ada, phone) = (couple.ada, try couple.linkSecondDevice())
            if !isQuiet {
                try phone.client.saveDraft(.smallStep, text: "A thought.")
                try phone.client.skip(.heldBack, undo: false)
                _ = try phone.client.seal(.firstWord, text: "Too early.")
                try phone.sync()
                try phone.client.withdraw(.firstWord)
                try phone.sync()
            }
            try ada.client.removeDevice("phone")
            for home in [ada, couple.ben, ada] { try home.sync() }
            let removals = try couple.ben.log(of: ada.membership.partner).entries.compactMap { entry -> Int? in
                if case .remove(_, let standing) = entry.action { standing.count } else { nil }
            }
            // What the phone had written is still there, on a device that has it from the server alone.
            let desk = try couple.linkSecondDevice(seed: 7)
            #expect(try desk.round(.smallStep).draft?.text == (isQuiet ? nil : "A thought."))
            #expect(try desk.round(.firstWord).draft?.text == (isQuiet ? nil : "Too early."))
            let skipped = try desk.client.prompts(deck: "founding", search: nil).filter(\.isSkipped).map(\.id)
            #expect(skipped == (isQuiet ? [] : [.heldBack]))
            #expect(try !desk.disbelieved())
            return removals.last ?? -1
        }
        let (busy, quiet) = (try standing(false), try standing(true))
        #expect(busy == quiet)
    }

    @Test(.attacks(.unseenStaysUnseen)) func `a full partner is told so, keeps what is not sent, and the other goes on`() throws {
        let couple = try TestPair(World(limits: Limits(recordsPerPartner: 20)))
        for number in 0..<30 { try couple.ada.client.skip("made-up/\(number)", undo: false) }
        try couple.ada.sync()
        #expect(try couple.ada.noticesTaken().contains(.refused(code: .quotaRecords, prompt: nil)))
        let waiting = try couple.ada.client.status().pending
        #expect(waiting > 0)
        try couple.ada.client.saveDraft(.firstWord, text: "Kept although there is no room.")
        _ = try couple.ada.client.sync(budget: nil)
        #expect(try couple.ada.round(.firstWord).draft?.text == "Kept although there is no room.")
        #expect(try couple.ada.client.status().pending == waiting + 1)
        // Ben sees none of it, and his own room isn't affected.
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        let report = try couple.ben.sync()
        #expect(report.pending == 0)
    }

    @Test(.attacks(.removedDevicesEnd, .nothingIsLost))
    func `without room, a removal goes through although its keys wait, and a kit that can't be stored is none`() throws {
        let couple = try TestPair(World(limits: Limits(recordsPerPartner: 20)))
        let (ada, phone) = (couple.ada, try couple.linkSecondDevice())
        for number in 0..<30 { try ada.client.skip("made-up/\(number)", undo: false) }
        try ada.sync()
        for _ in 0..<2 {
            let error = #expect(throws: ClientError.self) { try ada.client.makeKit(replacing: false) }
            #expect(error != .kitExists)
            #expect(try !ada.client.findings(after: nil).contains(.kit(true)))
        }
        try ada.client.removeDevice("phone")
        #expect(try ada.client.isRemovalPending())
        _ = try ada.client.sync(budget: nil)
        #expect(try !ada.client.isRemovalPending() && ada.client.status().pending > 0)
        #expect(try phone.client.sync(budget: nil).stopped == .deviceRemoved)
    }

    @Test(arguments: StoreKind.allCases)
    func `more than a request may hold is refused as a whole, and what fits goes through after it`(_ kind: StoreKind) async throws {
        let limits = Limits(bodyBytes: 1_000, writes: 5, logEntries: 16, entryBytes: 2_000)
        var couple = try await kind.server(limits: limits).couple()
        let now = couple.now
        func note(_ bytes: Int) throws -> Write {
            .record(RecordWrite(record: try couple.first.partner.record(.own, at: now, body: Bytes(repeating: 1, count: bytes))))
        }
        let many = try (0..<6).map { _ in try note(10) }
        await #expect(throws: Problem.of(.tooManyWrites)) { try await couple.first.sync(many) }
        #expect(try await couple.first.pull([note(1_001), note(1_000)]).outcomes == [.refused(.bodyTooLarge), .applied])
        let heavy = Blob(Bytes(repeating: 2, count: 3_000))
        let box = Write.box(
            BoxWrite(locator: couple.first.server.random.value(), kind: .kit, device: couple.first.partner.device.id, box: heavy))
        let removal = try couple.first.partner.entry(
            .remove(device: couple.first.partner.device.id, standing: (0..<200).map { _ in couple.first.server.random.value() }))
        let grant = try KeyGrant(
            couple: couple.first.partner.couple, purpose: .personal, epoch: 1, key: couple.first.server.random.value(),
            author: couple.first.partner.id, device: couple.first.partner.device.id,
            sealed: [SealedKey(recipient: couple.first.partner.device.id, encapsulated: heavy, ciphertext: heavy)],
            signedWith: couple.first.partner.device.signing)
        #expect(
            try await couple.first.pull([box, .entry(EntryWrite(partner: couple.first.partner.id, entry: removal)), .grant(grant)])
                .outcomes == Array(repeating: .refused(.entryTooLarge), count: 3))
        // The log itself is bounded; what is in it stays valid.
        for expected in [Outcome.applied, .applied, .refused(.quotaRecords)] {
            let entry = try couple.first.partner.entry(.add(card: TestDevice().card, retiring: nil))
            let outcome = try await couple.first.pull([.entry(EntryWrite(partner: couple.first.partner.id, entry: entry))])
                .outcomes[0]
            #expect(outcome == expected)
            if outcome == .applied { try couple.first.partner.log.insert(entry) }
        }
        #expect(try await couple.first.pull([note(10)]).outcomes == [.applied])
    }

    @Test(.attacks(.unseenStaysUnseen))
    func `a far stamp or a full store of the partner's moves no bound of the other's`() async throws {
        // Ben makes the same requests, once with Ada busy in her own records and once with Ada silent; he must get the same
        // answers.
        func answers(adaIsBusy: Bool) async throws -> [Outcome] {
            var couple = try await StoreKind.memory.server(limits: Limits(recordsPerPartner: 12)).couple()
            if adaIsBusy {
                for _ in 0..<12 {
                    let record = try couple.first.partner.record(.own, at: couple.now.advanced(by: .seconds(59)))
                    try await couple.first.pull([.record(RecordWrite(record: record))])
                }
                couple.first.server.clock.advance(seconds: -30)
            } else {
                couple.first.server.clock.advance(seconds: -30)
            }
            let now = couple.first.server.clock.now
            var outcomes: [Outcome] = []
            for ahead in [0, 59, 60, 61, 75, 89, 90] as [Int64] {
                let record = try couple.second.partner.record(.own, at: now.advanced(by: .seconds(ahead)))
                outcomes += try await couple.second.pull([.record(RecordWrite(record: record))]).outcomes
            }
            return outcomes
        }
        let busy = try await answers(adaIsBusy: true)
        #expect(try await answers(adaIsBusy: false) == busy)
        #expect(busy.contains(.applied) && busy.contains(.refused(.stampInFuture)))
    }
}
