import Catalogue
import Models

/// Determines which parts of an export are new here, and where they go.
struct ImportPlan {
    let home: HomeSnapshot

    /// What to do with one prompt of an export.
    struct Arrival {
        /// The prompt, if it must be skipped.
        var skips: PromptID?
        var drafts: [AnswerDocument] = []
        /// The content to keep for reading; `nil` if none of it is new.
        var kept: ArchiveDocument.Prompt?
        var rounds = 0

        var isNothing: Bool { skips == nil && drafts.isEmpty && kept == nil }
    }

    func arrivals(in export: Export, _ progress: (Int, Int) -> Void) throws -> [Arrival] {
        try export.prompts.joinedByID().enumerated().map { index, prompt in
            guard prompt.rounds.allSatisfy({ RoundReference.numbers.contains($0.number) }),
                prompt.history.allSatisfy({ RoundReference.numbers.contains($0.round) })
            else { throw ClientError.exportMalformed(ExportError(.unexpected(.roundNumber))) }
            defer { progress(index + 1, export.prompts.count * 2) }
            return try arrival(of: prompt, sharedWith: export.partner)
        }
    }

    func arrival(of prompt: Export.Prompt, sharedWith partner: String?) throws -> Arrival {
        var arrival = Arrival()
        if prompt.isSkipped, try home.current(home.personalRecord("skip", "\(prompt.id)")).document == nil {
            arrival.skips = prompt.id
        }
        // Grows by what is kept: the file may say the same twice.
        var known = try home.archive().prompts[prompt.id] ?? Archive.Prompt()
        let versions = try home.views.history(prompt.id)
        let live = try home.reader.rounds(of: prompt.id).isEmpty ? [] : home.views.view(prompt.id).rounds.filter { !$0.isArchived }
        var kept: [ArchiveDocument.Round] = []
        for exported in prompt.rounds {
            let isKnown =
                exported.draft.map { draft in
                    versions.contains { $0.words.text == draft.text }
                        || arrival.drafts.contains { $0.number == exported.number && $0.text == draft.text }
                } ?? false
            var round = exported.without(draft: isKnown)
            if let draft = try arrivingDraft(in: round, prompt), !arrival.drafts.contains(where: { $0.number == draft.number }) {
                arrival.drafts.append(draft)
                round = round.without(draft: true)
            }
            guard round.hasWords, !live.contains(where: { Export.Round($0).holds(round) }) else { continue }
            let new = ArchiveDocument.Round(origin: round.origin, round: round.archived(with: partner))
            guard let rest = known.beyond(new, under: prompt.question) else { continue }
            kept.append(ArchiveDocument.Round(origin: new.origin, round: rest))
            known.rounds.append(ArchiveDocument.Round(origin: new.origin, round: rest.asked(prompt.question)))
        }
        let words = Set(versions.map { Heard(round: $0.round, text: $0.words.text) })
        let history = prompt.history.filter { !words.contains(Heard(round: $0.round, text: $0.text)) }
        arrival.rounds = kept.count
        guard try !kept.isEmpty || !history.isEmpty || !isQuestionKnown(prompt) else { return arrival }
        arrival.kept = ArchiveDocument.Prompt(id: prompt.id, question: prompt.question, rounds: kept, history: history)
        return arrival
    }

    /// A draft is imported as a draft if nothing has taken its place.
    private func arrivingDraft(in round: Export.Round, _ prompt: Export.Prompt) throws -> AnswerDocument? {
        let reference = RoundReference(prompt: prompt.id, number: round.number)
        guard let words = round.draft, !round.isArchived, round.mine == nil, round.theirs == nil,
            try reference == home.currentRound(prompt.id), try home.draft(reference) == nil,
            try home.roundRow(reference).map({ try home.state(of: $0.id) == .open }) ?? true
        else { return nil }
        let document = AnswerDocument(
            prompt: prompt.id, question: words.asked ?? prompt.question, number: round.number, text: words.text, at: words.at)
        return try Document.draft(document).encoded().count <= Document.textLimit ? document : nil
    }

    /// Whether nothing is lost by not keeping it. A prompt without any answers may still be a question that someone wrote.
    private func isQuestionKnown(_ prompt: Export.Prompt) throws -> Bool {
        if prompt.question == prompt.id.description { return true }
        if try home.questions.fullCatalogue()[prompt.id] != nil { return true }
        return try prompt.id == CheckIn.prompt.id || home.questions.isKnown(prompt.id)
    }

    func newPledges(in export: Export) throws -> [Export.Pledge] {
        let known = Dictionary(
            try home.pledges().map { (PledgeName(Export.Pledge($0.view)), $0) }, uniquingKeysWith: { first, _ in first })
        return export.pledges.filter { pledge in
            guard let standing = known[PledgeName(pledge)] else { return true }
            return standing.id == nil && standing.view.keptOn == nil && pledge.keptOn != nil
        }.map { $0.shared(with: export.partner) }
    }
}

/// Text in a round, regardless of when it was written.
private struct Heard: Hashable {
    let round: Int
    let text: String
}

extension Archive.Prompt {
    /// The part of a round that hasn't been imported before; `nil` if there is none.
    fileprivate func beyond(_ new: ArchiveDocument.Round, under question: String) -> Export.Round? {
        let asked = new.round.asked(question)
        guard let whole = rounds.first(where: { $0.isSame(as: new) && $0.round.fits(asked) }) else { return new.round }
        return new.round.beyond(whole.round)
    }
}

extension Export.Round {
    /// Whether this round contains everything in the other.
    fileprivate func holds(_ other: Export.Round) -> Bool {
        func holds(_ voice: Export.Voice?, _ other: Export.Voice?) -> Bool { other == nil || voice?.text == other?.text }
        return number == other.number && holds(mine, other.mine) && holds(theirs, other.theirs) && holds(draft, other.draft)
            && Set(other.reflections).isSubset(of: reflections)
    }
}

extension [Export.Prompt] {
    /// Merges prompts with the same id: the file may have been assembled by hand.
    fileprivate func joinedByID() -> [Export.Prompt] {
        var places: [PromptID: Int] = [:]
        var joined: [Export.Prompt] = []
        for prompt in self {
            guard let place = places[prompt.id] else {
                places[prompt.id] = joined.count
                joined.append(prompt)
                continue
            }
            let first = joined[place]
            joined[place] = Export.Prompt(
                id: first.id, question: first.question, isSkipped: first.isSkipped || prompt.isSkipped,
                rounds: first.rounds + prompt.rounds.map { $0.under(first.question, insteadOf: prompt.question) },
                history: first.history + prompt.history)
        }
        return joined
    }
}

extension Export.Pledge {
    fileprivate func shared(with partner: String?) -> Export.Pledge {
        Export.Pledge(
            isMine: isMine, text: text, from: from, through: through, keptOn: keptOn, at: at, partner: self.partner ?? partner)
    }
}
