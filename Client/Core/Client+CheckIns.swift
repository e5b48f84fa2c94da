package import Catalogue
import Models

/// How close the two are, and what stands between them: rated separately, revealed together.
extension Client {
    /// Seals a check-in; without a partner it's kept until there is one. It replaces one that the partner hasn't sealed against,
    /// which is kept in the history.
    ///
    /// - Throws: what `seal` throws.
    package func checkIn(_ checkIn: CheckIn) throws(ClientError) -> SealResult {
        try beginCheckIn()
        return try seal(CheckIn.prompt.id, text: checkIn.text)
    }

    /// Starts the next check-in if the last one has been revealed: anything drafted or sealed from now on belongs to it.
    ///
    /// - Throws: what `again` throws.
    package func beginCheckIn() throws(ClientError) {
        let prompt = CheckIn.prompt.id
        let isOver = try read { home in
            guard let row = try home.roundRow(home.currentRound(prompt)) else { return false }
            return [.revealed, .tampered].contains(try home.state(of: row.id))
        }
        if isOver { _ = try again(prompt) }
    }

    /// All check-ins this partner may see, oldest first. Ignores text under the check-in's prompt that isn't a check-in, and
    /// imports from a time with a partner of another name.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func checkIns() throws(ClientError) -> [CheckInPair] {
        try read { home in
            let partner = try home.partnerName()
            return try home.views.view(CheckIn.prompt.id).rounds
                .filter { $0.partner == nil || partner == nil || $0.partner == partner }
                .map(CheckInPair.init).filter { $0.mine != nil || $0.theirs != nil }
        }
    }

    /// Both partners' check-ins over time, and what they suggest.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func trends() throws(ClientError) -> Trends {
        let pairs = try checkIns()
        return try read { home in
            let asked = Set(try home.days.askedDecks())
            let decks = try home.questions.fullCatalogue().decks.filter {
                !Deck.light.contains($0.id) && (asked.contains($0.id) || !$0.isOptIn)
            }
            let prompts = decks.filter { asked.contains($0.id) } + decks.filter { !asked.contains($0.id) }
            let open = try home.views.summaries(of: prompts.flatMap(\.prompts)).filter { $0.state == .open && !$0.isSkipped }
            let state = try home.views.latestStates()[CheckIn.prompt.id]?.state
            return Trends(pairs, open: open, state: state)
        }
    }
}
