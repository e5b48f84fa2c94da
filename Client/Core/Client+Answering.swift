import Catalogue
import Models
import Vault

/// Writing, sealing, taking back, skipping, asking.
extension Client {
    /// The prompt that a text means: its id, an unambiguous part of one, or the number that `prompts` printed. Of a question whose words
    /// were changed, the one that there are words of.
    ///
    /// - Throws: `unknownPrompt`, `ambiguousPrompt`.
    package func resolve(_ text: String) throws -> String {
        try look { work in
            if let number = Int(text) {
                let listing = try work.transaction.listing()
                guard listing.indices.contains(number - 1) else { throw ClientError.unknownPrompt(text) }
                return listing[number - 1]
            }
            if CheckIn.isNamed(text) { return CheckIn.prompt.id.description }
            let catalogue = try work.fullCatalogue()
            let found = try (catalogue.prompts + work.keptPrompts()).named(text)
            if let prompt = try found.count > 1 ? work.written(of: found) : found.first { return prompt.id.description }
            guard found.isEmpty else { throw ClientError.ambiguousPrompt(text, candidates: found.map(\.id.description)) }
            guard try work.isKnown(text) else {
                throw ClientError.unknownPrompt(text, nearest: catalogue.nearest(to: text).map(\.description))
            }
            return text
        }
    }

    /// What `prompts` printed, so that its numbers can be used.
    package func rememberListing(_ prompts: [String]) throws { try store.write { try $0.setListing(prompts) } }

    /// Words that only this partner's devices read.
    package func saveDraft(_ prompt: String, text: String) throws {
        try change { work in
            try work.checkInLife()
            try work.saveDraft(prompt, work.currentNumber(prompt), text: text, isFinished: false)
        }
    }

    /// Seals an answer, or, without a partner, keeps it as a finished draft.
    ///
    /// - Parameter text: nil for the words of the draft, or, where both have sealed and this partner's version was held back, for
    ///   their leave to open it after all.
    /// - Throws: `waitsForOwnMachine` where there is a partner, and this machine cannot name rounds yet.
    package func seal(_ prompt: String, text: String?) throws -> SealResult {
        try change { work in
            try work.checkInLife()
            let number = try work.currentNumber(prompt)
            guard let row = try work.roundRow(prompt, number) else {
                guard !work.identity.isPaired else { throw work.withoutRounds }
                let draft = try work.draft(prompt, number)
                guard let words = text ?? draft?.text else { throw ClientError.nothingToSeal }
                try work.saveDraft(prompt, number, text: words, to: text == nil ? draft?.question : nil, isFinished: true)
                return .keptUntilPaired
            }
            if text == nil, try work.transaction.isHeldBack(row.id) {
                try work.release(row.id)
                return .sealed
            }
            if let text {
                try work.seal(prompt, row, text: text)
            } else {
                guard let draft = try work.draftToSeal(prompt, number) else { throw ClientError.nothingToSeal }
                try work.seal(prompt, row, text: draft.text, to: draft.question)
                try work.deleteDraft(prompt, draft.number)
            }
            return .sealed
        }
    }

    /// Takes back an answer that the partner has not sealed against; its words become the draft again.
    package func withdraw(_ prompt: String) throws {
        try change { work in
            guard let row = try work.roundRow(prompt, work.currentNumber(prompt)) else { throw work.withoutRounds }
            try work.withdraw(prompt, row)
        }
    }

    /// Leaves a prompt out for this partner alone; nobody else learns of it.
    package func skip(_ prompt: String, undo: Bool) throws {
        try change { work in
            let id = try work.personalRecord("skip", prompt)
            let before = try work.current(id)
            guard undo == (before.document != nil) else { return }
            let intent: Intent =
                undo
                ? .delete(class: .own, owner: .author, edits: before.stamp)
                : .put(
                    class: .own, owner: .author, document: .skip(SkipDocument(prompt: prompt, at: work.now)), edits: before.stamp)
            try work.enqueue(intent, for: id)
        }
    }

    /// Writes a prompt for both.
    ///
    /// - Returns: its id.
    package func ask(_ question: String) throws -> String {
        try change { work in
            try work.checkInLife()
            guard !question.allSatisfy(\.isWhitespace) else { throw ClientError.emptyText }
            guard question.utf8.count <= Workspace.textLimit / 10 else {
                throw ClientError.textTooLong(limit: Workspace.textLimit / 10)
            }
            let id = RecordID(validated: random.bytes(32))
            let document = PromptDocument(id: Workspace.ownPromptID(id), question: question, at: work.now)
            try work.enqueue(.put(class: .shared, owner: .couple, document: .prompt(document), edits: nil), for: id)
            return document.id
        }
    }

    /// Begins the next round of a prompt.
    ///
    /// - Returns: its number. Where the latest round has no words yet, that one.
    package func again(_ prompt: String) throws -> Int {
        try change { work in
            try work.checkInLife()
            let number = try work.currentNumber(prompt)
            guard let row = try work.roundRow(prompt, number) else { throw work.withoutRounds }
            let state = try work.state(of: row.id)
            if state == .open, number > 1 { return number }
            guard state == .revealed || state == .tampered else { throw ClientError.notRevealedYet }
            _ = try work.roundRow(prompt, number + 1)
            return number + 1
        }
    }

    /// Makes an earlier version of an answer the present one: sealed anew where one is sealed, else the draft.
    ///
    /// - Parameter version: as `history` numbers them.
    package func restore(_ prompt: String, version: Int) throws {
        try change { work in
            try work.checkInLife()
            guard let chosen = try work.history(prompt).first(where: { $0.number == version }) else {
                throw ClientError.noSuchVersion
            }
            guard chosen.reason != nil else { return }
            guard !chosen.isArchived else {
                return try work.saveDraft(
                    prompt, work.currentNumber(prompt), text: chosen.words.text, to: chosen.question, isFinished: false)
            }
            if let row = try work.roundRow(prompt, chosen.round), !chosen.isDraft,
                try work.current(work.answerID(row.id)).document != nil
            {
                try work.seal(prompt, row, text: chosen.words.text, to: chosen.question)
            } else {
                try work.saveDraft(prompt, chosen.round, text: chosen.words.text, to: chosen.question, isFinished: false)
            }
        }
    }
}

extension Workspace {
    /// - Returns: of several versions of one question, the only one that there are words of; nil where there is none such.
    fileprivate func written(of prompts: [Prompt]) throws -> Prompt? {
        guard let name = prompts.first?.id.given, prompts.allSatisfy({ $0.id.given == name }) else { return nil }
        let written = try Set(summaries(of: prompts).filter { $0.hasDraft || $0.state != .open }.map(\.id))
        return written.count == 1 ? prompts.first { written.contains($0.id.description) } : nil
    }
}
