import Models

/// Which of the two partners exported a file, from this partner's point of view.
package enum ExportAuthor: String, Hashable, CaseIterable, Sendable {
    case me, partner
}

extension Client {
    /// Who exported a file according to its content: by the partners' ids, otherwise by their names.
    ///
    /// - Returns: `nil` if there's any doubt.
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func author(of export: Export) throws(ClientError) -> ExportAuthor? {
        try read { home in
            try home.author(byIDOf: export) ?? home.author(byNamesIn: export)
        }
    }
}

extension HomeSnapshot {
    /// - Returns: `nil` if the file names no one in this couple: it's older, or another couple's.
    func author(byIDOf export: Export) -> ExportAuthor? {
        let (me, other) = (membership.partner, membership.other)
        return if export.authorID == me {
            .me
        } else if export.partnerID == me || export.authorID != nil && export.authorID == other {
            .partner
        } else {
            nil
        }
    }

    /// Attributes a file to this partner if it carries their name and nothing points to the other. Attributes it to the other
    /// partner only if it may be this couple's: a file that names two other ids isn't, whatever their names are.
    fileprivate func author(byNamesIn export: Export) throws -> ExportAuthor? {
        let (me, partner) = (Name(membership.name), Name(try partnerName()))
        let (author, other) = (Name(export.name), Name(export.partner))
        guard let me, let author, me != partner else { return nil }
        if author == me { return other == me ? nil : .me }
        let isOfThisCouple = export.authorID == nil && other == me && (partner == nil || author == partner)
        return isOfThisCouple ? .partner : nil
    }
}

/// A name, however it's spelled.
private struct Name: Equatable {
    private let text: String

    /// - Returns: `nil` if there's no name.
    init?(_ name: String?) {
        text = (name ?? "").lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !text.isEmpty else { return nil }
    }
}

extension Export {
    /// The export that the other partner would have made: `mine` and `theirs` swapped.
    ///
    /// Leaves out what only its author may read: drafts, earlier versions, skips and answers that weren't revealed. Also leaves out
    /// what its author had imported from an earlier export: that may have been shared with someone else.
    ///
    /// - Returns: also how many items were left out.
    package func turned() -> (export: Export, leftOut: Int) {
        let turned = prompts.map { ($0, $0.rounds.compactMap(\.turned)) }
        let rounds = prompts.flatMap(\.rounds).count { $0.draft != nil || $0.hasWords && $0.turned == nil }
        let rest = prompts.reduce(0) { $0 + $1.history.count + ($1.isSkipped ? 1 : 0) }
        let live = pledges.filter { $0.partner == nil }
        let export = Export(
            exported: exported, authorID: partnerID, name: partner, partnerID: authorID, partner: name,
            prompts: turned.filter { prompt, rounds in !rounds.isEmpty || !prompt.rounds.contains(where: \.isArchived) }.map {
                Prompt(id: $0.id, question: $0.question, isSkipped: false, rounds: $1, history: [])
            },
            pledges: live.map(\.turned), decks: decks)
        return (export, rounds + rest + pledges.count - live.count)
    }
}

extension Export.Round {
    /// From the other side; `nil` if the other partner may not read it.
    fileprivate var turned: Export.Round? {
        guard state == .revealed, !isArchived else { return nil }
        return Export.Round(
            number: number, state: state, mine: theirs, theirs: mine,
            reflections: reflections.map { Export.Reflection(isMine: !$0.isMine, text: $0.text, at: $0.at) },
            myReaction: theirReaction,
            theirReaction: myReaction)
    }
}

extension Export.Pledge {
    fileprivate var turned: Export.Pledge {
        Export.Pledge(isMine: !isMine, text: text, from: from, through: through, keptOn: keptOn, at: at)
    }
}
