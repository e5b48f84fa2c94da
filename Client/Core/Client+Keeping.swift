import Catalogue
import Models

/// Taking everything along, and bringing it in again.
extension Client {
    /// Everything that this partner may read.
    package func export() throws -> Export { try export { _, _ in } }

    /// - Parameter progress: how many of all prompts are done.
    package func export(progress: (_ done: Int, _ total: Int) -> Void) throws -> Export {
        try look { work in
            let skipped = Set(
                try work.ownDocuments().compactMap { document in
                    if case .skip(let skip) = document { skip.prompt } else { String?.none }
                })
            let ids = try Set(work.promptsWithWords()).union(skipped).union(work.ownPrompts().map(\.id)).sorted()
            let prompts = try ids.enumerated().map { index, id in
                defer { progress(index + 1, ids.count) }
                return try work.exported(id, isSkipped: skipped.contains(id))
            }
            return Export(
                exported: work.now, authorID: work.membership.partner, name: work.membership.name,
                partnerID: work.membership.other, partner: try work.partnerName(), prompts: prompts,
                pledges: try work.pledges().map(\.view).map(Export.Pledge.init),
                decks: try work.addedDecks().map(\.document).filter { !$0.isRemoved })
        }
    }

    /// Brings in what an export holds: drafts and skips as such, decks for both, everything else for this partner alone, to read. What is
    /// here already stays as it is: the same once more changes nothing, and a later export of the same adds what is new in it.
    ///
    /// One transaction: all of it, or nothing.
    ///
    /// - Parameters:
    ///   - author: who exported it. Of a partner's export only what was open to both comes in, each on its own side.
    ///   - progress: how many of all prompts are done.
    /// - Throws: `exportFlawed`; `textTooLong`; `exportedByOther` where the file itself says that it was the other of the two.
    package func bringIn(
        _ export: Export, by author: ExportAuthor = .me, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> BroughtIn {
        try change { work in
            try work.checkInLife()
            if let said = work.author(byIDOf: export), said != author { throw ClientError.exportedByOther(than: author) }
            let export = author == .me ? export : export.turned().export
            var result = BroughtIn()
            for deck in export.decks { try work.bringIn(deck, &result) }
            let (arrivals, pledges) = try work.unchanging {
                try (work.arrivals(in: export, progress), work.newPledges(in: export))
            }
            for arrival in arrivals { try work.take(arrival, &result) }
            result.pledges = pledges.count
            try work.keep(arrivals.compactMap(\.kept), pledges) { progress($0 + $1, $1 * 2) }
            return result
        }
    }
}

extension Workspace {
    fileprivate func exported(_ id: String, isSkipped: Bool) throws -> Export.Prompt {
        // Of one the question is lost; that is no reason to leave the words of any out.
        let view = try view(id, orCalled: id)
        let history = try history(id).compactMap { version in
            version.reason.map { Export.Version(round: version.round, reason: $0, text: version.words.text, at: version.words.at) }
        }
        return Export.Prompt(
            id: id, question: view.question, isSkipped: isSkipped, rounds: view.rounds.map(Export.Round.init), history: history)
    }

    fileprivate func arrivals(in export: Export, _ progress: (Int, Int) -> Void) throws -> [Arrival] {
        try export.prompts.joinedByID().enumerated().map { index, prompt in
            guard PromptID(prompt.id) != nil, prompt.rounds.allSatisfy({ Self.roundNumbers.contains($0.number) }),
                prompt.history.allSatisfy({ Self.roundNumbers.contains($0.round) })
            else { throw ClientError.exportFlawed(ExportFlaw(.unexpected(.promptID))) }
            defer { progress(index + 1, export.prompts.count * 2) }
            return try arrival(of: prompt, sharedWith: export.partner)
        }
    }

    fileprivate func newPledges(in export: Export) throws -> [Export.Pledge] {
        let known = Dictionary(
            try pledges().map { (PledgeName(Export.Pledge($0.view)), $0) }, uniquingKeysWith: { first, _ in first })
        return export.pledges.filter { pledge in
            guard let standing = known[PledgeName(pledge)] else { return true }
            return standing.id == nil && standing.view.keptOn == nil && pledge.keptOn != nil
        }.map { $0.shared(with: export.partner) }
    }

    fileprivate func take(_ arrival: Arrival, _ result: inout BroughtIn) throws {
        guard !arrival.isNothing else { return }
        result.prompts += 1
        result.rounds += arrival.rounds
        if let prompt = arrival.skips {
            result.skips += 1
            try enqueue(
                .put(class: .own, owner: .author, document: .skip(SkipDocument(prompt: prompt, at: now)), edits: nil),
                for: personalRecord("skip", prompt))
        }
        for draft in arrival.drafts {
            result.drafts += 1
            try enqueue(
                .put(class: .own, owner: .author, document: .draft(draft), edits: nil), for: draftID(draft.prompt, draft.number))
        }
    }

    fileprivate func bringIn(_ document: DeckDocument, _ result: inout BroughtIn) throws {
        let deck = DeckDocument(document.deck, since: .notBegun(at: now))
        guard PromptID.isPart(deck.id), catalogue.deck(deck.id) == nil, !Self.reservedDecks.contains(deck.id),
            !deck.prompts.isEmpty, try !addedDecks().contains(where: { $0.document.id == deck.id }),
            try encode(.deck(deck)).count <= Self.textLimit
        else { return }
        try share(.deck(deck), owner: .couple)
        result.decks += 1
    }
}

extension [Export.Prompt] {
    /// One for each id: a file may have been put together by hand.
    fileprivate func joinedByID() -> [Export.Prompt] {
        var places: [String: Int] = [:]
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
