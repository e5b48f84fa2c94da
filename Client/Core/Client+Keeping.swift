import Catalogue
import Models

/// Taking everything along, and bringing it in again.
extension Client {
    /// Everything that this partner may read.
    package func export() throws -> Export { try export { _, _ in } }

    /// - Parameter progress: how many of all prompts are done.
    package func export(progress: (_ done: Int, _ total: Int) -> Void) throws -> Export {
        try read { home in
            let skipped = try home.skipped()
            _ = try home.talk()
            let ids = try Set(home.views.promptsWithWords()).union(skipped).union(home.questions.ownPrompts().map(\.id)).sorted()
            let prompts = try ids.enumerated().map { index, id in
                defer { progress(index + 1, ids.count) }
                return try home.exported(id, isSkipped: skipped.contains(id))
            }
            return Export(
                exported: home.now, authorID: home.membership.partner, name: home.membership.name,
                partnerID: home.membership.other, partner: try home.partnerName(), prompts: prompts,
                pledges: try home.pledges().map(\.view).map(Export.Pledge.init),
                decks: try home.questions.addedDecks().map(\.document).filter { !$0.isRemoved })
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
        try write { edit in
            try edit.home.requireActive()
            if let said = edit.home.author(byIDOf: export), said != author { throw ClientError.exportedByOther(than: author) }
            let export = author == .me ? export : export.turned().export
            var result = BroughtIn()
            for deck in export.decks { try edit.imports.bringInDeck(deck, &result) }
            let plan = ImportPlan(home: edit.asOfNow())
            let (arrivals, pledges) = try (plan.arrivals(in: export, progress), plan.newPledges(in: export))
            for arrival in arrivals { try edit.imports.takeArrival(arrival, &result) }
            result.pledges = pledges.count
            try edit.imports.keepArchive(arrivals.compactMap(\.kept), pledges) { progress($0 + $1, $1 * 2) }
            return result
        }
    }
}

extension HomeSnapshot {
    fileprivate func exported(_ id: String, isSkipped: Bool) throws -> Export.Prompt {
        // Of one the question is lost; that is no reason to leave the words of any out.
        let view = try views.view(id, orCalled: id)
        let history = try views.history(id).compactMap { version in
            version.reason.map { Export.Version(round: version.round, reason: $0, text: version.words.text, at: version.words.at) }
        }
        return Export.Prompt(
            id: id, question: view.question, isSkipped: isSkipped, rounds: view.rounds.map(Export.Round.init), history: history)
    }
}
