package import Catalogue
import Models
import Vault

/// Drafting, sealing, withdrawing, skipping, and asking own questions.
extension Client {
    /// The prompt that a text refers to: its id, an unambiguous part of one, or a number that `prompts` printed. If a question's
    /// wording has changed, the version that has text.
    ///
    /// - Throws: `unknownPrompt`, `ambiguousPrompt`, `store`.
    package func resolve(_ text: String) throws(ClientError) -> PromptID {
        try read { home in
            if let number = Int(text) {
                let listing = try home.reader.listing()
                guard listing.indices.contains(number - 1) else { throw ClientError.unknownPrompt(text) }
                return listing[number - 1]
            }
            if CheckIn.isNamed(text) { return CheckIn.prompt.id }
            let catalogue = try home.questions.fullCatalogue()
            let all = try catalogue.prompts + home.questions.keptPrompts()
            let exact = all.called(text)
            let own = try exact.isEmpty ? home.questions.ownPrompts(meantBy: text).map(\.id) : []
            let found = own.isEmpty ? all.named(text) : all.filter { own.contains($0.id) }
            if let prompt = try found.count > 1 ? home.questions.written(of: found) : found.first { return prompt.id }
            guard found.isEmpty else { throw ClientError.ambiguousPrompt(text, candidates: found.map(\.id)) }
            guard let id = PromptID(text), try home.questions.isKnown(id) else {
                throw ClientError.unknownPrompt(text, nearest: catalogue.nearest(to: text))
            }
            return id
        }
    }

    /// Remembers the prompts in the order that `prompts` printed them, so that their numbers can be used. A home that can only be read
    /// keeps those of an earlier list; nothing can be answered in it.
    ///
    /// - Throws: `store`.
    package func rememberListing(_ prompts: [PromptID]) throws(ClientError) { try remember { try $0.setListing(prompts) } }

    /// Saves text that only this partner's devices can read.
    ///
    /// - Parameter question: the question that was shown when the text was written; `nil`: its wording now. Whatever arrives meanwhile,
    ///   no one may put another question above an answer.
    /// - Throws: `emptyText`, `textTooLong`, `needsNewerVersion`; `partnerHasLeft`, `youHaveLeft` or `deviceRemoved` if nothing new
    ///   can be written here; `store`.
    package func saveDraft(_ prompt: PromptID, text: String, to question: String? = nil) throws(ClientError) {
        try write { edit in
            try edit.home.requireActive()
            try edit.answers.saveDraft(edit.home.currentRound(prompt), text: text, to: question, isFinished: false)
        }
    }

    /// Ends the draft of the round that answering refers to, if there is one. Its words stay in the history.
    ///
    /// - Throws: `needsNewerVersion`; `partnerHasLeft`, `youHaveLeft`, `deviceRemoved`; `store`.
    package func endDraft(_ prompt: PromptID) throws(ClientError) {
        try write { edit in
            try edit.home.requireActive()
            try edit.answers.deleteDraft(edit.home.currentRound(prompt))
        }
    }

    /// Seals an answer, or without a partner keeps it as a finished draft.
    ///
    /// - Parameters:
    ///   - text: `nil` seals the draft; or, if both have sealed and this partner's version was held back, allows it to be opened after
    ///     all.
    ///   - question: the question that was shown when `text` was written, as in `saveDraft`.
    /// - Throws: `nothingToSeal`; `frozen`; `waitsForOwnMachine` if there's a partner and this device can't name rounds yet; what
    ///   `saveDraft` throws.
    package func seal(_ prompt: PromptID, text: String?, to question: String? = nil) throws(ClientError) -> SealResult {
        try write { edit in
            try edit.home.requireActive()
            let round = try edit.home.currentRound(prompt)
            guard let row = try edit.roundNames.makeRound(round) else {
                guard !edit.identity.isPaired else { throw edit.home.withoutRounds }
                let draft = try edit.home.draft(round)
                guard let words = text ?? draft?.text else { throw ClientError.nothingToSeal }
                try edit.answers.saveDraft(round, text: words, to: text == nil ? draft?.question : question, isFinished: true)
                return .keptUntilPaired
            }
            if text == nil, try edit.transaction.isHeldBack(row.id) {
                try edit.answers.release(row.id)
                return .sealed
            }
            if let text {
                try edit.answers.seal(row, text: text, to: question)
            } else {
                guard let draft = try edit.home.draftToSeal(round) else { throw ClientError.nothingToSeal }
                try edit.answers.seal(row, text: draft.text, to: draft.question)
                try edit.answers.deleteDraft(draft.reference)
            }
            return .sealed
        }
    }

    /// Withdraws an answer that the partner hasn't sealed against; its text becomes the draft again.
    ///
    /// - Throws: `frozen`, `notSealed`, `needsNewerVersion`; `noPartnerYet` or `waitsForOwnMachine` if rounds can't be named here;
    ///   `store`.
    package func withdraw(_ prompt: PromptID) throws(ClientError) {
        try write { edit in
            guard let row = try edit.roundNames.makeRound(edit.home.currentRound(prompt)) else {
                throw edit.home.withoutRounds
            }
            try edit.answers.withdraw(row)
        }
    }

    /// Skips a prompt for this partner only; no one else learns about it.
    ///
    /// - Throws: `alreadyRevealed`; `needsNewerVersion`, `store`.
    package func skip(_ prompt: PromptID, undo: Bool = false) throws(ClientError) {
        try write { edit in
            if !undo, let row = try edit.home.roundRow(edit.home.currentRound(prompt)),
                try edit.home.state(of: row.id) == .revealed
            {
                throw ClientError.alreadyRevealed(prompt)
            }
            let id = try edit.home.personalRecord("skip", "\(prompt)")
            let before = try edit.home.current(id)
            guard undo == (before.document != nil) else { return }
            let intent: Intent =
                undo
                ? .delete(visibility: .own, owner: .author, edits: before.stamp)
                : .put(
                    visibility: .own, owner: .author, document: .skip(SkipDocument(prompt: prompt, at: edit.now)),
                    edits: before.stamp)
            try edit.outbox.enqueue(intent, for: id)
        }
    }

    /// Starts the next round of a prompt.
    ///
    /// - Returns: that round; the latest if nothing has been sealed in it.
    /// - Throws: `notRevealedYet`; `noPartnerYet` or `waitsForOwnMachine` if rounds can't be named here; `partnerHasLeft`,
    ///   `youHaveLeft`, `deviceRemoved`; `store`.
    package func again(_ prompt: PromptID) throws(ClientError) -> RoundReference {
        try write { edit in
            try edit.home.requireActive()
            let round = try edit.home.currentRound(prompt)
            guard let row = try edit.roundNames.makeRound(round) else { throw edit.home.withoutRounds }
            let state = try edit.home.state(of: row.id)
            if state == .open, round.number > 1 { return round }
            guard [.revealed, .tampered, .closed].contains(state) else { throw ClientError.notRevealedYet }
            _ = try edit.roundNames.makeRound(round.next)
            return round.next
        }
    }

    /// Makes an earlier version of an answer current: seals it again if an answer is sealed, otherwise saves it as the draft.
    ///
    /// - Parameter version: a number that `history` printed.
    /// - Throws: `noSuchVersion`, and what sealing or saving the draft throws.
    package func restore(_ prompt: PromptID, version: Int) throws(ClientError) {
        try write { edit in
            try edit.home.requireActive()
            guard let chosen = try edit.home.views.history(prompt).first(where: { $0.number == version }) else {
                throw ClientError.noSuchVersion
            }
            guard chosen.reason != nil else { return }
            guard !chosen.isArchived else {
                return try edit.answers.saveDraft(
                    edit.home.currentRound(prompt), text: chosen.words.text, to: chosen.question, isFinished: false)
            }
            let round = RoundReference(prompt: prompt, number: chosen.round)
            if let row = try edit.roundNames.makeRound(round), !chosen.isDraft,
                try edit.home.current(edit.home.answerID(row.id)).document != nil
            {
                try edit.answers.seal(row, text: chosen.words.text, to: chosen.question)
            } else {
                try edit.answers.saveDraft(round, text: chosen.words.text, to: chosen.question, isFinished: false)
            }
        }
    }
}
