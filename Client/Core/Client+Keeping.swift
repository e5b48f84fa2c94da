import Catalogue
import Models

/// Exporting everything, and importing it again.
extension Client {
    /// Everything this partner may read.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func export() throws(ClientError) -> Export { try export { _, _ in } }

    /// - Parameter progress: the number of prompts finished so far, and of all.
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func export(progress: (_ done: Int, _ total: Int) -> Void) throws(ClientError) -> Export {
        try read { home in
            let skipped = try home.skipped()
            _ = try home.conversation()
            try home.readAllRounds()
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

    /// Imports an export: drafts and skips as such, decks for both, everything else read-only for this partner. Existing content
    /// stays unchanged: importing the same file again changes nothing, and a later export adds only what is new in it.
    ///
    /// One transaction: all of it, or nothing.
    ///
    /// - Parameters:
    ///   - author: who exported it. From a partner's export, only what was revealed to both is imported, each answer on its own
    ///     side.
    ///   - progress: the number of prompts finished so far, and of all.
    /// - Throws: `exportMalformed`; `textTooLong`; `exportedByOther` if the file states that the other partner exported it;
    ///   `partnerHasLeft`, `youHaveLeft`, `deviceRemoved`; `store`.
    package func bringIn(
        _ export: Export, by author: ExportAuthor = .me, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(ClientError) -> BroughtIn {
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
    fileprivate func exported(_ id: PromptID, isSkipped: Bool) throws -> Export.Prompt {
        // If its question is lost, that is no reason to leave out the answers.
        let (question, rounds) = try views.rounds(of: id, orCalled: id.description)
        let history = try views.history(id).compactMap { version in
            version.reason.map { Export.Version(round: version.round, reason: $0, text: version.words.text, at: version.words.at) }
        }
        return Export.Prompt(
            id: id, question: question, isSkipped: isSkipped, rounds: rounds.map(Export.Round.init), history: history)
    }
}
