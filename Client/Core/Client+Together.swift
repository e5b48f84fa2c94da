import Catalogue
import Models

/// What is said once both answers are open.
extension Client {
    /// A reflection under a round that is open.
    ///
    /// - Parameters:
    ///   - round: nil for the latest that is open.
    ///   - text: what is said.
    /// - Throws: `notRevealedYet`.
    /// - Returns: the number of the round.
    @discardableResult
    package func reflect(_ prompt: String, round: Int?, text: String) throws -> Int {
        try change { work in
            try work.checkInLife()
            let number = try work.openRound(prompt, round)
            guard !text.allSatisfy(\.isWhitespace) else { throw ClientError.emptyText }
            let document = ReflectionDocument(prompt: prompt, number: number, text: text, at: work.now)
            guard try work.encode(.reflection(document)).count <= Workspace.textLimit else {
                throw ClientError.textTooLong(limit: Workspace.textLimit)
            }
            try work.share(.reflection(document), owner: .author)
            return number
        }
    }

    /// A sign under a round that is open, in the place of the one before it; nil takes it away.
    ///
    /// - Throws: `notRevealedYet`; `badSign` unless it is one character as people see it.
    /// - Returns: the number of the round.
    @discardableResult
    package func react(_ prompt: String, round: Int?, sign: String?) throws -> Int {
        try change { work in
            try work.checkInLife()
            let number = try work.openRound(prompt, round)
            let id = try work.personalRecord("reaction", "\(prompt)#\(number)")
            let before = try work.current(id)
            guard let sign else {
                if before.document != nil {
                    try work.enqueue(.delete(class: .shared, owner: .author, edits: before.stamp), for: id)
                }
                return number
            }
            let document = ReactionDocument(prompt: prompt, number: number, sign: sign, at: work.now)
            guard document.isSound else { throw ClientError.badSign }
            try work.enqueue(.put(class: .shared, owner: .author, document: .reaction(document), edits: before.stamp), for: id)
            return number
        }
    }

    /// The round that opened last, by the later of its two stamps.
    ///
    /// - Throws: `nothingOpened`.
    package func lastOpened() throws -> RoundReference {
        try look { work in
            var last: (stamp: Stamp, round: RoundReference)?
            for row in try work.transaction.allRounds() {
                let pair = try work.pair(of: row.id)
                guard let stamp = [pair.mine, pair.theirs].compactMap({ $0?.header.stamp }).max(),
                    last.map({ $0.stamp < stamp }) ?? true,
                    try work.state(of: row.id) == .revealed
                else { continue }
                last = (stamp, RoundReference(prompt: row.prompt, round: row.number))
            }
            guard let last else { throw ClientError.nothingOpened }
            return last.round
        }
    }

    /// Everything that is open, in the order in which it opened, the latest last.
    ///
    /// - Parameter search: only where all of these words occur: in the question, in anybody's words, or in what was said of them. What this
    ///   partner wrote and has not opened is found as well.
    package func timeline(search: String?) throws -> [TimelineEntry] {
        try look { work in
            let wanted = search.map { $0.lowercased().split(whereSeparator: \.isWhitespace).map(String.init) } ?? []
            var entries: [TimelineEntry] = []
            for prompt in try work.promptsWithWords() {
                let view = try work.view(prompt, orCalled: prompt)
                entries += view.rounds.compactMap { TimelineEntry(view, $0, includingUnopened: !wanted.isEmpty) }
            }
            return entries.filter { $0.holds(wanted) }.sorted { ($0.at, $0.prompt) < ($1.at, $1.prompt) }
        }
    }
}

extension Workspace {
    /// - Returns: the number of a round that is open to both.
    fileprivate func openRound(_ prompt: String, _ round: Int?) throws -> Int {
        let rows = try transaction.rounds(of: prompt).sorted { $0.number > $1.number }
        for row in rows where round == nil || row.number == round {
            if try state(of: row.id) == .revealed { return row.number }
        }
        throw ClientError.notRevealedYet
    }

    /// Prompts that this partner can read anything of.
    func promptsWithWords() throws -> [String] {
        let own = try ownDocuments().compactMap { $0.answer?.prompt }
        return Set(try transaction.allRounds().map(\.prompt) + own + archive().prompts.keys).sorted()
    }
}
