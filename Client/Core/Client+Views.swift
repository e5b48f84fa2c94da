package import Catalogue
import Models
import Vault

/// What there is to see. None of it contacts a server.
extension Client {
    /// The prompts that decks offer, then those that none offers any more and that have text.
    ///
    /// - Parameters:
    ///   - deck: only the prompts of this deck.
    ///   - search: only those in which all of these words occur.
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func prompts(deck: String?, search: String?) throws(ClientError) -> [PromptSummary] {
        try read { home in
            let all = try home.questions.fullCatalogue().prompts + home.questions.keptPrompts()
            let found = search.map { all.searched(for: $0) } ?? all
            return try home.views.summaries(of: found.filter { deck == nil || $0.id.deck == deck })
        }
    }

    /// A prompt with all of its rounds.
    ///
    /// - Throws: `unknownPrompt`, `store`.
    package func show(_ prompt: PromptID) throws(ClientError) -> PromptView { try read { try $0.views.view(prompt) } }

    /// Rounds revealed since this partner last looked, in the order of their prompts.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func opened() throws(ClientError) -> [OpenedRound] {
        try read { home in
            var opened: [OpenedRound] = []
            for row in try home.reader.roundsNotLookedAt() where try home.state(of: row.id) == .revealed {
                let question = try home.questionAnswered([row]) ?? home.questions.question(of: row.prompt)
                let view = try home.views.view(row, under: question)
                guard let mine = view.mine, let theirs = view.theirs else { continue }
                opened.append(
                    OpenedRound(
                        reference: row.reference, question: question, mine: mine, theirs: theirs, reflections: view.reflections,
                        myReaction: view.myReaction, theirReaction: view.theirReaction))
            }
            return opened
        }
    }

    /// Records that this partner was shown a revealed round.
    ///
    /// - Throws: `store`.
    package func markLookedAt(_ round: RoundReference) throws(ClientError) {
        try writeStore { transaction in
            for var row in try transaction.rounds(of: round.prompt) where row.reference == round {
                row.isLookedAt = true
                try transaction.put(row)
            }
        }
    }

    /// Marks the news of `status` as told. Questions stay news until they're answered or skipped.
    ///
    /// - Throws: `store`.
    package func markNewsTold() throws(ClientError) {
        guard try !readStore({ try $0.news() }).isEmpty else { return }
        try writeStore { try $0.setNews([]) }
    }

    /// Records that this partner was shown what was said about a round.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func markHeard(_ round: RoundReference) throws(ClientError) {
        guard try !readStore({ try $0.unread() }).isEmpty else { return }
        try write { edit in
            let heard = Set(try edit.home.unread().filter { $0.round == round }.map(\.record))
            if !heard.isEmpty { try edit.transaction.setUnread(edit.transaction.unread().filter { !heard.contains($0) }) }
        }
    }

    /// What the couple's own prompts are called.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func names() throws(ClientError) -> PromptNames { try read { try $0.questions.names() } }

    /// The name the partner goes by; `nil` if none is known.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func partnerName() throws(ClientError) -> String? { try read { try $0.partnerName() } }

    /// Where the couple stands.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func status() throws(ClientError) -> StatusView { try read { try StatusView(of: $0) } }

    /// All of this partner's versions of a prompt's answers, as `RoundViews.history` orders them.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func history(_ prompt: PromptID) throws(ClientError) -> [HistoryVersion] { try read { try $0.views.history(prompt) } }

    /// The notices to show, once. Rejected data of one kind is a single notice, however often the server sent it.
    ///
    /// - Throws: `store`.
    package func takeNotices() throws(ClientError) -> [NoticeRow] {
        guard try !readStore({ try $0.notices(unseenOnly: true) }).isEmpty else { return [] }
        return try writeStore { transaction in
            var passed = try transaction.passedOver()
            let notices = try transaction.notices(unseenOnly: true).map { row in
                guard case .notBelieved(let what, _) = row.notice, let count = passed.tell(what), count > 1 else { return row }
                return NoticeRow(
                    sequence: row.sequence, notice: .notBelieved(what: what, prompt: nil), at: row.at, count: count)
            }
            try transaction.set(passed)
            try transaction.markNoticesSeen()
            return notices
        }
    }

    /// What both partners compare to know that no one stands between them; `nil` before there are two.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func fingerprint() throws(ClientError) -> String? { try read { $0.fingerprint?.description } }
}
