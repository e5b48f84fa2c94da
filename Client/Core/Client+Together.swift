package import Catalogue
import Models

/// What the two say once both answers are revealed.
extension Client {
    /// Adds a reflection to a revealed round.
    ///
    /// - Parameters:
    ///   - round: the round's number; `nil` for the latest that is revealed.
    ///   - text: the reflection.
    /// - Throws: `notRevealedYet`, `emptyText`, `textTooLong`; `partnerHasLeft`, `youHaveLeft`, `deviceRemoved`; `store`.
    /// - Returns: the round.
    @discardableResult
    package func reflect(_ prompt: PromptID, round number: Int?, text: String) throws(ClientError) -> RoundReference {
        try write { edit in
            try edit.home.requireActive()
            let round = try edit.home.views.openRound(prompt, number)
            guard !text.isBlank else { throw ClientError.emptyText }
            let document = ReflectionDocument(prompt: prompt, number: round.number, text: text, at: edit.now)
            try Document.reflection(document).requireRoom()
            try edit.share(.reflection(document), owner: .author)
            return round
        }
    }

    /// Sets this partner's reaction to a revealed round, replacing the previous one; `nil` removes it.
    ///
    /// - Throws: `notRevealedYet`; `badReaction` unless it's one user-perceived character; `partnerHasLeft`, `youHaveLeft`,
    ///   `deviceRemoved`; `store`.
    /// - Returns: the round.
    @discardableResult
    package func react(_ prompt: PromptID, round number: Int?, symbol: String?) throws(ClientError) -> RoundReference {
        try write { edit in
            try edit.home.requireActive()
            let round = try edit.home.views.openRound(prompt, number)
            let id = try edit.home.personalRecord("reaction", "\(round)")
            let before = try edit.home.current(id)
            guard let symbol else {
                if before.document != nil {
                    try edit.outbox.enqueue(.delete(visibility: .shared, owner: .author, edits: before.stamp), for: id)
                }
                return round
            }
            let document = ReactionDocument(prompt: prompt, number: round.number, symbol: symbol, at: edit.now)
            guard document.isSound else { throw ClientError.badReaction }
            try edit.outbox.enqueue(
                .put(visibility: .shared, owner: .author, document: .reaction(document), edits: before.stamp), for: id)
            return round
        }
    }

    /// The round that was revealed last, by the later of its two stamps.
    ///
    /// - Throws: `nothingOpened`, `store`.
    package func lastOpened() throws(ClientError) -> RoundReference {
        try read { home in
            var last: (stamp: Stamp, round: RoundReference)?
            for row in try home.reader.allRounds() {
                let pair = try home.pair(of: row.id)
                guard let stamp = [pair.mine, pair.theirs].compactMap({ $0?.header.stamp }).max(),
                    last.map({ $0.stamp < stamp }) ?? true,
                    try home.state(of: row.id) == .revealed
                else { continue }
                last = (stamp, row.reference)
            }
            guard let last else { throw ClientError.nothingOpened }
            return last.round
        }
    }

    /// Every revealed round in the order of its later answer, latest last.
    ///
    /// - Parameter search: only rounds in which all of these words occur, as `FoldedText` compares them: in the question, an answer,
    ///   or a reflection. Also finds what this partner wrote and hasn't revealed.
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func timeline(search: String?) throws(ClientError) -> [TimelineEntry] {
        try read { home in
            let wanted = search.map(FoldedText.terms) ?? []
            var entries: [TimelineEntry] = []
            _ = try home.conversation()
            try home.readAllRounds()
            for prompt in try home.views.promptsWithWords() {
                let (question, rounds) = try home.views.rounds(of: prompt, orCalled: prompt.description)
                entries += rounds.compactMap { TimelineEntry(prompt, question, $0, includingUnopened: !wanted.isEmpty) }
            }
            return entries.filter { $0.holds(wanted) }.sorted { $0.at == $1.at ? $0.prompt < $1.prompt : $0.at < $1.at }
        }
    }
}
