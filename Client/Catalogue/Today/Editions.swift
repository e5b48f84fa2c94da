/// From which days on a couple is asked from each edition of the built-in decks.
///
/// An edition fixes which prompts are in the decks and how deep they are. With a newer one, other prompts are asked; so it counts for
/// a couple only from a day on which the programs of both have it. Until then a newer program asks what the older one asks.
package struct Editions: Hashable, Sendable {
    /// The edition of this program's decks. Editions are numbered from 1.
    package static let current = 2

    /// The first day of each edition after the first, in order. Editions that don't count yet are missing, and so are all after
    /// them.
    private let starts: [Day]

    private init(starts: [Day]) { self.starts = starts }

    /// The first edition alone.
    package static let first = Editions(starts: [])
    /// The current one from the beginning: for someone without a partner, and for couples whose programs have always had it.
    package static let all = Editions(starts: Array(repeating: Schedule.firstDay, count: current - 1))

    /// What two partners have in common: each edition that both know, from the later of their days on.
    ///
    /// - Parameter known: for each of them, the first day of every edition that their program knows.
    package init(common known: [[Int: Day]]) {
        var starts: [Day] = []
        for edition in Self.numbers {
            let days = known.compactMap { $0[edition] }
            guard days.count == known.count, let latest = days.max() else { break }
            starts.append(max(latest, starts.last ?? Schedule.firstDay))
        }
        self.init(starts: starts)
    }

    /// The numbers of all editions after the first.
    package static let numbers = 2...current

    /// - Returns: `nil` if the edition doesn't count for the couple yet.
    package func start(of edition: Int) -> Day? {
        guard edition > 1 else { return Schedule.firstDay }
        return starts.indices.contains(edition - 2) ? starts[edition - 2] : nil
    }

    package var areComplete: Bool { starts.count == Self.numbers.count }
}

/// A built-in prompt with the editions in which it changed.
struct PastPrompt: Sendable {
    let prompt: Prompt
    /// The first edition that has it.
    let added: Int
    /// The first edition that no longer has it; `nil` if it's still in its deck.
    let retired: Int?
    /// What was its depth before an edition, if it has changed.
    let earlier: (depth: Depth, before: Int)?

    /// As the prompt of the day has it; `nil` for a couple that has never come to an edition with it.
    fileprivate func asked(in editions: Editions) -> Prompt? {
        guard let start = editions.start(of: added) else { return nil }
        return Prompt(
            id: prompt.id, question: prompt.question, barriers: prompt.barriers, depth: prompt.depth,
            gentleness: prompt.gentleness, since: added > 1 ? max(start, prompt.since ?? start) : prompt.since,
            until: retired.flatMap(editions.start),
            earlier: earlier.map { Prompt.EarlierDepth(depth: $0.depth, until: editions.start(of: $0.before)) })
    }
}

extension Catalogue {
    /// The built-in prompts that a couple is, was or will be asked, each with its days.
    package func asked(in editions: Editions) -> [Prompt] {
        let past = Dictionary(past.map { ($0.prompt.id, $0) }) { first, _ in first }
        return prompts.compactMap { prompt in past[prompt.id].map { $0.asked(in: editions) } ?? prompt }
            + self.past.filter { $0.retired != nil }.compactMap { $0.asked(in: editions) }
    }

    /// Whether the first edition had a deck of that name.
    package func isOfFirstEdition(_ deck: String) -> Bool {
        let later = Set(past.filter { $0.added > 1 }.map(\.prompt.id))
        return self.deck(deck)?.prompts.contains { !later.contains($0.id) } ?? false
    }

    /// The built-in prompts that no deck offers any more. What was answered of them stays, and older programs may still ask them.
    package var retired: [Prompt] { past.filter { $0.retired != nil }.map(\.prompt) }
}
