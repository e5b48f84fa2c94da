import Catalogue
import Models
import Vault

/// Which round a seal of another device's is for.
///
/// A round's name is a keyed hash of its prompt and number, so for each prompt that is known the name of its next round is kept, and
/// looked up when a seal comes. A seal that nobody expects waits: its round is named when its prompt becomes known, or once its words can be
/// read. Nothing here goes through all prompts or all rounds, but for `expectRounds()` on a home that has not kept such names before.
struct RoundNames {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    /// The round's row, made if this is its first use. Nil without a partner, since nobody could name it alike.
    func makeRound(_ prompt: String, _ number: Int) throws -> RoundRow? {
        guard let naming = edit.identity.coupleNaming else { return nil }
        let id = naming.round(prompt: prompt, number: number)
        if let row = try edit.transaction.round(id) { return row }
        let row = RoundRow(id: id, prompt: prompt, number: number)
        try begin(row)
        return row
    }

    /// Begins a round here, and expects the one after it.
    func begin(_ row: RoundRow) throws {
        var next: RoundRow? = row
        // Several rounds of one prompt can be new at once, on a device that is new itself.
        while let row = next {
            try edit.transaction.put(row)
            next = try expected(row.prompt, row.number + 1)
        }
    }

    /// The prompts that a document brings may be answered from here on.
    func expectRounds(of document: Document, in record: RecordID) throws {
        for prompt in home.questions.promptIDs(of: document, in: record) { try expectRound(prompt, 1) }
    }

    /// Names the round of a seal, where it can be told.
    func nameRound(of held: HeldRecord) throws {
        guard let round = held.header.round, let naming = edit.identity.coupleNaming, try edit.transaction.round(round) == nil else { return }
        if let expected = try edit.transaction.expectedRound(round) { return try begin(expected) }
        try nameByWords(held, round, naming)
    }

    /// Once for each home, and again after an update of the program that brings other prompts or reads more documents: expects the rounds
    /// of everything that is known, and names those that have come already.
    func expectRounds() throws {
        guard let seed = edit.identity.seed(.coupleSeed) else { return }
        let prompts = home.catalogue.prompts.map(\.id.description).joined(separator: "\n")
        let basis = seed.id.bytes + Bytes("\(Document.version) kinds \(prompts)".utf8)
        guard try edit.transaction.value(Self.expectedFor) != basis else { return }
        for prompt in try home.questions.allPromptIDs() { try expectRound(prompt, 1) }
        for row in try edit.transaction.allRounds() { try expectRound(row.prompt, row.number + 1) }
        for draft in try home.drafts() { try beginRound(ofDraft: .draft(draft)) }
        let seals = try edit.transaction.records(of: .sealed, includingTombstones: true)
        for held in try seals + edit.transaction.records(of: .shared, includingTombstones: false)
            + edit.transaction.records(of: .own, includingTombstones: false)
        {
            try edit.keepRead(held)
            try nameRound(of: held)
            try edit.recordEffects.awaitKey(of: held)
        }
        if let found = try home.foundPartnerName() { edit.recordEffects.takePartnerName(NameDocument(name: found.name), from: found.version) }
        try edit.transaction.setValue(basis, for: Self.expectedFor)
    }

    private static let expectedFor = "expected-for"

    /// A draft of another device's for a later round: that device has seen the round before it revealed.
    func beginRound(ofDraft document: Document?) throws {
        guard case .draft(let draft)? = document, draft.number > 1, RoundReference.numbers.contains(draft.number) else { return }
        _ = try makeRound(draft.prompt, draft.number)
    }

    private func expectRound(_ prompt: String, _ number: Int) throws {
        if let row = try expected(prompt, number) { try begin(row) }
    }

    /// - Returns: the round, where it is to be begun: seals of it are here already.
    private func expected(_ prompt: String, _ number: Int) throws -> RoundRow? {
        guard let naming = edit.identity.coupleNaming, RoundReference.numbers.contains(number) else { return nil }
        let row = RoundRow(id: naming.round(prompt: prompt, number: number), prompt: prompt, number: number)
        guard try edit.transaction.round(row.id) == nil else { return nil }
        guard try edit.transaction.seals(of: row.id).isEmpty else { return row }
        try edit.transaction.expect(row)
        return nil
    }

    /// An answer that can be read says what it answers: of a deck that was removed before this device saw it, say. It is believed where the
    /// round has the name that follows from it, and no name that nobody could have given it.
    private func nameByWords(_ held: HeldRecord, _ round: RoundID, _ naming: RoundNaming) throws {
        guard case .answer(let answer)? = try? home.bodies.document(of: held), PromptID(answer.prompt) != nil,
            RoundReference.numbers.contains(answer.number), naming.round(prompt: answer.prompt, number: answer.number) == round
        else { return }
        try begin(RoundRow(id: round, prompt: answer.prompt, number: answer.number))
    }
}
