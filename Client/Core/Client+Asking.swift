package import Catalogue
import Models
import Vault

/// The couple's own questions.
extension Client {
    /// Writes a prompt for both partners.
    ///
    /// - Parameter name: a word to find it by.
    /// - Returns: its id.
    /// - Throws: `alreadyAsked` if the couple has a prompt that asks the same; `badPromptName`; `emptyText`, `textTooLong`;
    ///   `partnerHasLeft`, `youHaveLeft`, `deviceRemoved`; `store`.
    package func ask(_ question: String, name: String? = nil) throws(ClientError) -> PromptID {
        try write { edit in
            try edit.home.requireActive()
            try edit.home.questions.requireNew(question)
            try edit.home.questions.requireFree(name)
            let id = RecordID(validated: random.bytes(32))
            let document = PromptDocument(id: PromptDocument.id(of: id), question: question, at: edit.now, name: name)
            try edit.outbox.enqueue(.put(visibility: .shared, owner: .couple, document: .prompt(document), edits: nil), for: id)
            return document.id
        }
    }

    /// Changes a prompt of this partner's that no one has answered.
    ///
    /// - Parameters:
    ///   - question: `nil` leaves it as it is.
    ///   - name: `nil` leaves it as it is.
    /// - Throws: `notYourQuestion`, `alreadyAnswered`, and what `ask` throws; `needsNewerVersion`.
    package func change(_ prompt: PromptID, question: String?, name: String?) throws(ClientError) {
        try write { edit in
            let (id, former) = try edit.home.questions.changeable(prompt)
            if let question, question != former.question { try edit.home.questions.requireNew(question, beside: prompt) }
            if name != former.soundName { try edit.home.questions.requireFree(name) }
            let document = PromptDocument(
                id: former.id, question: question ?? former.question, at: former.at, name: name ?? former.soundName)
            try edit.outbox.enqueue(
                .put(
                    visibility: .shared, owner: .couple, document: .prompt(document), edits: edit.home.currentOfCouple(id).stamp),
                for: id)
        }
    }

    /// Takes back a prompt of this partner's that no one has answered. Drafts for it stay.
    ///
    /// - Throws: `notYourQuestion`, `alreadyAnswered`; `partnerHasLeft`, `youHaveLeft`, `deviceRemoved`; `needsNewerVersion`, `store`.
    package func takeBack(_ prompt: PromptID) throws(ClientError) {
        try write { edit in
            let (id, _) = try edit.home.questions.changeable(prompt)
            try edit.outbox.enqueue(
                .delete(visibility: .shared, owner: .couple, edits: edit.home.currentOfCouple(id).stamp), for: id)
        }
    }
}

extension Questions {
    /// - Parameter prompt: the one that is changed to ask this.
    fileprivate func requireNew(_ question: String, beside prompt: PromptID? = nil) throws {
        guard !question.isBlank else { throw ClientError.emptyText }
        guard question.utf8.count <= Document.textLimit / 10 else { throw ClientError.textTooLong(limit: Document.textLimit / 10) }
        if let known = try fullCatalogue().prompts.filter({ $0.id != prompt }).asking(question) {
            throw ClientError.alreadyAsked(known.id)
        }
    }

    fileprivate func requireFree(_ name: String?) throws {
        guard let name else { return }
        guard PromptDocument.isName(name) else { throw ClientError.badPromptName }
        guard !CheckIn.isNamed(name) else { throw ClientError.promptNameTaken(name, by: CheckIn.prompt.id) }
        if let known = try fullCatalogue().prompts.called(name).first { throw ClientError.promptNameTaken(name, by: known.id) }
        if let known = try ownPrompts().first(where: { $0.soundName == name }) {
            throw ClientError.promptNameTaken(name, by: known.id)
        }
    }

    /// A prompt of this partner's that no one has answered, as far as this home knows.
    fileprivate func changeable(_ prompt: PromptID) throws -> (record: RecordID, document: PromptDocument) {
        try home.requireActive()
        for written in try home.documents(.prompt) where PromptDocument.id(of: written.id) == prompt {
            guard case .prompt(let document) = written.document, isSound(document, in: written.id) else { continue }
            guard written.author == home.membership.partner else { throw ClientError.notYourQuestion(prompt) }
            let current = try home.currentRound(prompt)
            if let row = try home.roundRow(current), try current.number > 1 || home.state(of: row.id) != .open {
                throw ClientError.alreadyAnswered(prompt)
            }
            return (written.id, document)
        }
        throw ClientError.notYourQuestion(prompt)
    }
}
