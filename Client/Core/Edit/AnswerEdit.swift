import Catalogue
import Models

/// Drafts, seals and withdraws answers.
struct AnswerEdit {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    /// - Parameter question: the question the text answers; `nil`: its current wording.
    func saveDraft(_ round: RoundReference, text: String, to question: String? = nil, isFinished: Bool) throws {
        let id = try home.draftID(round)
        let before = try home.current(id)
        let document = AnswerDocument(
            prompt: round.prompt, question: try question ?? home.questions.question(of: round.prompt), number: round.number,
            text: text,
            at: edit.now,
            edits: before.stamp, isFinished: isFinished)
        try checkLength(document)
        try edit.outbox.enqueue(.put(visibility: .own, owner: .author, document: .draft(document), edits: before.stamp), for: id)
    }

    func deleteDraft(_ round: RoundReference) throws {
        let id = try home.draftID(round)
        let before = try home.current(id)
        guard before.document != nil else { return }
        try edit.outbox.enqueue(.delete(visibility: .own, owner: .author, edits: before.stamp), for: id)
    }

    /// Seals an answer in a round, replacing one that this partner sealed before.
    ///
    /// - Parameter question: the question the text was written for, whatever now stands under its id: no one may put another
    ///   question above it. `nil`: its current wording.
    /// - Throws: `frozen` if both partners have sealed.
    func seal(_ row: RoundRow, text: String, to question: String? = nil) throws {
        let id = home.answerID(row.id)
        if let phase = try edit.transaction.record(id)?.phase, phase != .sealed { throw ClientError.frozen }
        let before = try home.current(id)
        let document = AnswerDocument(
            prompt: row.prompt, question: try question ?? home.questions.question(of: row.prompt), number: row.number, text: text,
            at: edit.now,
            edits: before.stamp)
        try checkLength(document)
        try edit.outbox.enqueue(.seal(round: row.id, document: document, escrow: edit.membership.reveal == .escrow), for: id)
        try deleteDraft(row.reference)
    }

    /// Withdraws this partner's sealed answer; its text becomes the draft again.
    ///
    /// - Throws: `frozen`, `notSealed`, `needsNewerVersion`.
    func withdraw(_ row: RoundRow) throws {
        let id = home.answerID(row.id)
        if let phase = try edit.transaction.record(id)?.phase, phase != .sealed { throw ClientError.frozen }
        guard try !home.isNewer(id) else { throw ClientError.needsNewerVersion }
        let before = try home.current(id)
        guard let words = before.document?.answer else { throw ClientError.notSealed }
        try saveDraft(row.reference, text: words.text, to: words.question, isFinished: false)
        try edit.outbox.enqueue(.withdraw(round: row.id, edits: before.stamp), for: id)
    }

    /// Ends a round here in which nothing more can be sealed, because a removed device sealed one of its answers. The next one starts;
    /// what this partner sealed, or was about to seal, becomes its draft.
    ///
    /// - Parameter isMine: whether the device was this partner's.
    func close(_ round: RoundRow, isMine: Bool) throws {
        guard RoundReference.numbers.contains(round.number + 1), try !home.closedRounds().contains(round.id) else { return }
        if try edit.transaction.round(round.id) == nil { try edit.roundNames.begin(round) }
        let id = home.answerID(round.id)
        let held = try edit.transaction.record(id)
        var words = held?.phase == .revealed ? nil : held.flatMap { try? home.bodies.document(of: $0)?.answer }
        for entry in try edit.transaction.outbox(for: id) {
            words = try home.intent(of: entry)?.document?.answer ?? words
            try edit.transaction.removeOutbox(entry.sequence)
        }
        try edit.transaction.setClosed(round.id)
        let next = round.reference.next
        guard try edit.roundNames.makeRound(next) != nil else { return }
        if let words, try home.draft(next) == nil {
            try saveDraft(next, text: words.text, to: words.question, isFinished: false)
        }
        try edit.notify(isMine ? .sealedByRemoved(prompt: round.prompt) : .partnerSealedByRemoved(prompt: round.prompt))
    }

    /// Allows a held-back version to be opened, in exchange for the partner's current answer.
    func release(_ round: RoundID) throws {
        try edit.transaction.setHeldBack(round, false)
        let pair = try home.pair(of: round)
        guard var mine = pair.mine, let given = mine.opening?.partnerCommitment, given != pair.theirs?.header.commitment else {
            return
        }
        mine.opening = nil
        try edit.transaction.put(mine)
    }

    private func checkLength(_ document: AnswerDocument) throws {
        guard !document.text.isBlank else { throw ClientError.emptyText }
        try Document.answer(document).requireRoom()
    }
}
