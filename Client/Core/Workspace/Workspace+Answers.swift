import Models
import Vault

/// Writing, sealing and taking back.
extension Workspace {
    /// Octets of one answer as a document: below the least body limit with room for padding.
    static let textLimit = 200_000

    func draft(_ prompt: String, _ number: Int) throws -> AnswerDocument? {
        try current(draftID(prompt, number)).document?.answer
    }

    /// What sealing a round without new words seals: its draft, or else that of the latest round before it, where words came after both
    /// had sealed.
    func draftToSeal(_ prompt: String, _ number: Int) throws -> AnswerDocument? {
        let numbers = try transaction.rounds(of: prompt).map(\.number).filter { $0 < number }.sorted(by: >)
        for number in [number] + numbers { if let draft = try draft(prompt, number) { return draft } }
        return nil
    }

    /// - Parameter question: the one that the words are for; nil: as it stands now.
    func saveDraft(_ prompt: String, _ number: Int, text: String, to question: String? = nil, isFinished: Bool) throws {
        let id = try draftID(prompt, number)
        let before = try current(id)
        let document = AnswerDocument(
            prompt: prompt, question: try question ?? self.question(of: prompt), number: number, text: text, at: now,
            edits: before.stamp, isFinished: isFinished)
        try checkLength(document)
        try enqueue(.put(class: .own, owner: .author, document: .draft(document), edits: before.stamp), for: id)
    }

    func deleteDraft(_ prompt: String, _ number: Int) throws {
        let id = try draftID(prompt, number)
        let before = try current(id)
        guard before.document != nil else { return }
        try enqueue(.delete(class: .own, owner: .author, edits: before.stamp), for: id)
    }

    /// Seals words for a round, in place of those that this partner may have sealed before.
    ///
    /// - Parameter question: the one that the words were written for, whatever stands under that id now: nobody is to put another over
    ///   them. Nil: as it stands now.
    /// - Throws: `frozen` where both have sealed.
    func seal(_ prompt: String, _ row: RoundRow, text: String, to question: String? = nil) throws {
        let id = answerID(row.id)
        if let phase = try transaction.record(id)?.phase, phase != .sealed { throw ClientError.frozen }
        let before = try current(id)
        let document = AnswerDocument(
            prompt: prompt, question: try question ?? self.question(of: prompt), number: row.number, text: text, at: now,
            edits: before.stamp)
        try checkLength(document)
        try enqueue(.seal(round: row.id, document: document, escrow: membership.reveal == .escrow), for: id)
        try deleteDraft(prompt, row.number)
    }

    /// Takes back what this partner sealed; its words become the draft again.
    ///
    /// - Throws: `frozen`, `notSealed`, `needsNewerVersion`.
    func withdraw(_ prompt: String, _ row: RoundRow) throws {
        let id = answerID(row.id)
        if let phase = try transaction.record(id)?.phase, phase != .sealed { throw ClientError.frozen }
        guard try !isNewer(id) else { throw ClientError.needsNewerVersion }
        let before = try current(id)
        guard let words = before.document?.answer else { throw ClientError.notSealed }
        try saveDraft(prompt, row.number, text: words.text, to: words.question, isFinished: false)
        try enqueue(.withdraw(round: row.id, edits: before.stamp), for: id)
    }

    private func checkLength(_ document: AnswerDocument) throws {
        guard !document.text.allSatisfy(\.isWhitespace) else { throw ClientError.emptyText }
        guard try encode(.answer(document)).count <= Self.textLimit else { throw ClientError.textTooLong(limit: Self.textLimit) }
    }
}
