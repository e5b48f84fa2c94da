import Models

/// Which of the two exported a file, as the partner here sees it.
package enum ExportAuthor: String, Hashable, CaseIterable, Sendable {
    case me, partner
}

extension Client {
    /// Who exported a file, by what it says itself: by the ids of the two, or else by their names.
    ///
    /// - Returns: `nil` if that leaves a doubt.
    package func author(of export: Export) throws -> ExportAuthor? {
        try read { home in
            try home.author(byIDOf: export) ?? home.author(byNamesIn: export)
        }
    }
}

extension HomeSnapshot {
    /// - Returns: `nil` where the file names nobody of this couple: it is older, or another couple's.
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

    /// Takes a file for one's own if it bears one's name and nothing speaks for the partner. Takes it for the partner's only if it may be
    /// of this couple: one that names two others by their ids isn't, whatever they are called.
    fileprivate func author(byNamesIn export: Export) throws -> ExportAuthor? {
        let (me, partner) = (Name(membership.name), Name(try partnerName()))
        let (author, other) = (Name(export.name), Name(export.partner))
        guard let me, let author, me != partner else { return nil }
        if author == me { return other == me ? nil : .me }
        let isOfThisCouple = export.authorID == nil && other == me && (partner == nil || author == partner)
        return isOfThisCouple ? .partner : nil
    }
}

/// What somebody is called, however they write it.
private struct Name: Equatable {
    private let text: String

    /// - Returns: `nil` if nobody is named.
    init?(_ name: String?) {
        text = (name ?? "").lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !text.isEmpty else { return nil }
    }
}

extension Export {
    /// The same as the other of the two would have exported it: what was mine is theirs, and what was theirs is mine.
    ///
    /// What only its author may read has no place in it: drafts, earlier versions, skips, and answers that were not open to both. Neither has
    /// what its author had brought in from an export of before: that may have been shared with somebody else.
    ///
    /// - Returns: with how many things were left out.
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
    /// From the other side; `nil` where the other may not read it.
    fileprivate var turned: Export.Round? {
        guard state == .revealed, !isArchived else { return nil }
        return Export.Round(
            number: number, state: state, mine: theirs, theirs: mine,
            reflections: reflections.map { Export.Reflection(isMine: !$0.isMine, text: $0.text, at: $0.at) }, mySign: theirSign,
            theirSign: mySign)
    }
}

extension Export.Pledge {
    fileprivate var turned: Export.Pledge {
        Export.Pledge(isMine: !isMine, text: text, from: from, through: through, keptOn: keptOn, at: at)
    }
}
