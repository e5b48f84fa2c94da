import Catalogue
import Models
import Vault

/// Finds out which round a seal from another device belongs to.
///
/// A round's name is a keyed hash of its prompt and number. For each known prompt, the name of its next round is stored and looked
/// up when a seal arrives. An unexpected seal waits: its round is named when its prompt becomes known, or once its text can be
/// read. Nothing here scans all prompts or rounds, except `expectRounds()` in a home that hasn't stored such names before.
struct RoundNames {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    /// The round's row, created on first use. `nil` without a partner, because no one else could derive the same name.
    func makeRound(_ round: RoundReference) throws -> RoundRow? {
        guard let naming = edit.identity.coupleNaming else { return nil }
        let id = naming.round(round)
        if let row = try edit.transaction.round(id) { return row }
        let row = RoundRow(id: id, reference: round)
        try begin(row)
        return row
    }

    /// Starts a round here, and expects the one after it.
    func begin(_ row: RoundRow) throws {
        var next: RoundRow? = row
        // On a new device, several rounds of one prompt can start at once.
        while let row = next {
            try edit.transaction.put(row)
            next = try expected(row.reference.next)
        }
    }

    /// The prompts that a document introduces may be answered from now on.
    func expectRounds(of document: Document, in record: RecordID) throws {
        for prompt in home.questions.promptIDs(of: document, in: record) {
            try expectRound(RoundReference(prompt: prompt, number: 1))
        }
    }

    /// Names the round of a seal, if possible.
    func nameRound(of held: HeldRecord) throws {
        guard let round = held.header.round, let naming = edit.identity.coupleNaming, try edit.transaction.round(round) == nil
        else { return }
        if let expected = try edit.transaction.expectedRound(round) { return try begin(expected) }
        try nameByWords(held, round, naming)
    }

    /// Runs once per home, and again after an update that brings other prompts or reads more documents: expects the rounds of every
    /// known prompt, and names those whose seals have already arrived.
    func expectRounds() throws {
        guard let seed = edit.identity.seed(.coupleSeed) else { return }
        let prompts = home.catalogue.prompts.map(\.id.description).joined(separator: "\n")
        let basis = seed.id.bytes + Bytes("\(Document.version) kinds \(prompts)".utf8)
        guard try edit.transaction.value(Self.expectedFor) != basis else { return }
        for prompt in try home.questions.allPromptIDs() { try expectRound(RoundReference(prompt: prompt, number: 1)) }
        for row in try edit.transaction.allRounds() { try expectRound(row.reference.next) }
        for draft in try home.drafts() { try beginRound(ofDraft: .draft(draft)) }
        let seals = try edit.transaction.records(of: .sealed, includingTombstones: true)
        for held in try seals + edit.transaction.records(of: .shared, includingTombstones: false)
            + edit.transaction.records(of: .own, includingTombstones: false)
        {
            try edit.keepRead(held)
            try nameRound(of: held)
            try edit.recordEffects.awaitKey(of: held)
        }
        if let found = try home.foundPartnerName() {
            edit.recordEffects.acceptPartnerName(found.said, from: found.version)
        }
        try edit.transaction.setValue(basis, for: Self.expectedFor)
    }

    private static let expectedFor = "expected-for"

    /// Another device's draft for a later round: that device saw the previous round before this one was revealed here.
    func beginRound(ofDraft document: Document?) throws {
        guard case .draft(let draft)? = document, draft.number > 1, RoundReference.numbers.contains(draft.number) else { return }
        _ = try makeRound(draft.reference)
    }

    private func expectRound(_ round: RoundReference) throws {
        if let row = try expected(round) { try begin(row) }
    }

    /// - Returns: the round, if seals for it have already arrived and it should therefore start.
    private func expected(_ round: RoundReference) throws -> RoundRow? {
        guard let naming = edit.identity.coupleNaming, RoundReference.numbers.contains(round.number) else { return nil }
        let row = RoundRow(id: naming.round(round), reference: round)
        guard try edit.transaction.round(row.id) == nil else { return nil }
        guard try edit.transaction.seals(of: row.id).isEmpty else { return row }
        try edit.transaction.expect(row)
        return nil
    }

    /// A readable answer states what it answers, for example a prompt from a deck that was removed before this device saw it. It's
    /// believed if the round's name follows from it, and if it isn't a name that no one could have given.
    private func nameByWords(_ held: HeldRecord, _ round: RoundID, _ naming: RoundNaming) throws {
        guard case .answer(let answer)? = try? home.bodies.document(of: held),
            RoundReference.numbers.contains(answer.number), naming.round(answer.reference) == round
        else { return }
        try begin(RoundRow(id: round, reference: answer.reference))
    }
}
