import Catalogue
import Models
import Vault

/// Which round a seal of another device's is for.
///
/// A round's name is a keyed hash of its prompt and number, so for each prompt that is known the name of its next round is kept, and
/// looked up when a seal comes. A seal that nobody expects waits: its round is named when its prompt becomes known, or once its words can be
/// read. Nothing here goes through all prompts or all rounds, but for `expectRounds()` on a home that has not kept such names before.
extension Workspace {
    /// Begins a round here, and expects the one after it.
    func begin(_ row: RoundRow) throws {
        var next: RoundRow? = row
        // Several rounds of one prompt can be new at once, on a device that is new itself.
        while let row = next {
            try transaction.put(row)
            next = try expected(row.prompt, row.number + 1)
        }
    }

    /// The prompts that a document brings may be answered from here on.
    func expectRounds(of document: Document, in record: RecordID) throws {
        for prompt in promptIDs(of: document, in: record) { try expectRound(prompt, 1) }
    }

    /// Names the round of a seal, where it can be told.
    func nameRound(of held: HeldRecord) throws {
        guard let round = held.header.round, let naming = identity.coupleNaming, try transaction.round(round) == nil else { return }
        if let expected = try transaction.expectedRound(round) { return try begin(expected) }
        try nameByWords(held, round, naming)
    }

    /// Once for each home, and again after an update of the program that brings other prompts or reads more documents: expects the rounds
    /// of everything that is known, and names those that have come already.
    func expectRounds() throws {
        guard let seed = identity.seed(.coupleSeed) else { return }
        let prompts = catalogue.prompts.map(\.id.description).joined(separator: "\n")
        let basis = seed.id.bytes + Bytes("\(Document.version) \(prompts)".utf8)
        guard try transaction.value(Self.expectedFor) != basis else { return }
        for prompt in try allPromptIDs() { try expectRound(prompt, 1) }
        for row in try transaction.allRounds() { try expectRound(row.prompt, row.number + 1) }
        for document in try ownDocuments() { try beginRound(ofDraft: document) }
        let seals = try transaction.records(of: .sealed, includingTombstones: true)
        for held in try seals + transaction.records(of: .shared, includingTombstones: false)
            + transaction.records(of: .own, includingTombstones: false)
        {
            try nameRound(of: held)
            try awaitKey(of: held)
        }
        if let found = try foundPartnerName() { takeIn(NameDocument(name: found.name), from: found.version) }
        try transaction.setValue(basis, for: Self.expectedFor)
    }

    private static let expectedFor = "expected-for"

    /// A draft of another device's for a later round: that device has seen the round before it revealed.
    func beginRound(ofDraft document: Document?) throws {
        guard case .draft(let draft)? = document, draft.number > 1, Self.roundNumbers.contains(draft.number) else { return }
        _ = try roundRow(draft.prompt, draft.number)
    }

    private func expectRound(_ prompt: String, _ number: Int) throws {
        if let row = try expected(prompt, number) { try begin(row) }
    }

    /// - Returns: the round, where it is to be begun: seals of it are here already.
    private func expected(_ prompt: String, _ number: Int) throws -> RoundRow? {
        guard let naming = identity.coupleNaming, Self.roundNumbers.contains(number) else { return nil }
        let row = RoundRow(id: naming.round(prompt: prompt, number: number), prompt: prompt, number: number)
        guard try transaction.round(row.id) == nil else { return nil }
        guard try transaction.seals(of: row.id).isEmpty else { return row }
        try transaction.expect(row)
        return nil
    }

    private func promptIDs(of document: Document, in record: RecordID) -> [String] {
        switch document {
        case .prompt(let prompt) where isSound(prompt, in: record): [prompt.id]
        case .deck(let deck) where isAddable(deck): deck.everything.map(\.id.description)
        default: []
        }
    }

    /// An answer that can be read says what it answers: of a deck that was removed before this device saw it, say. It is believed where the
    /// round has the name that follows from it, and no name that nobody could have given it.
    private func nameByWords(_ held: HeldRecord, _ round: RoundID, _ naming: RoundNaming) throws {
        guard case .answer(let answer)? = try? document(of: held), PromptID(answer.prompt) != nil,
            Self.roundNumbers.contains(answer.number), naming.round(prompt: answer.prompt, number: answer.number) == round
        else { return }
        try begin(RoundRow(id: round, prompt: answer.prompt, number: answer.number))
    }
}

/// What cannot be read yet.
extension Workspace {
    /// Remembers which key a record waits for, if it waits for one.
    func awaitKey(of held: HeldRecord) throws {
        if let key = missingKey(of: held) { try transaction.setAwaited(key, by: held.header.id) }
    }

    /// A key has come: what waited for it can be read now.
    func readWhatAwaited(_ key: KeyID) throws {
        for id in try transaction.takeRecords(awaiting: key) {
            guard let held = try transaction.record(id) else { continue }
            try takeIn(try? document(of: held), of: held)
            try checkOpening(held)
        }
    }

    /// What a record says has its effects here, whether it can be read at once or only later.
    func takeIn(_ document: Document?, of held: HeldRecord) throws {
        switch (held.header.class, document) {
        case (.sealed, _): try nameRound(of: held)
        case (.own, let document): try beginRound(ofDraft: document)
        case (.shared, .name(let document)?) where held.header.author == membership.other:
            takeIn(document, from: held.header.version)
        case (.shared, .name?) where try held.header.id == personalRecord("name", ""): try takeInOwnName()
        case (.shared, let document?): try expectRounds(of: document, in: held.header.id)
        case (.shared, nil): break
        }
    }

    /// Of several records with a name the latest version counts, in whatever order they come.
    private func takeIn(_ document: NameDocument, from version: Version) {
        if let known = membership.partnerNameVersion, version < known { return }
        identity.membership.partnerName = document.name
        identity.membership.partnerNameVersion = version
    }

    /// Another machine of this partner's has renamed them. What was typed here, and isn't sent yet, is newer.
    private func takeInOwnName() throws {
        guard case .name(let document)? = try current(personalRecord("name", "")).document else { return }
        identity.membership.name = document.name
    }

    /// For a record that gives way to another under its id: on machines that saw the other first, what it said never counted.
    func forgetName(saidBy held: HeldRecord) {
        guard membership.partnerNameVersion == held.header.version else { return }
        identity.membership.partnerName = nil
        identity.membership.partnerNameVersion = nil
    }
}
