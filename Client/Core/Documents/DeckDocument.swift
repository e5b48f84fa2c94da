package import Catalogue

/// A deck that one partner added for both.
package struct DeckDocument: Hashable, Codable, Sendable {
    package struct Entry: Hashable, Codable, Sendable {
        package let id: PromptID
        package let question: String
        package let barriers: [Barrier]
        package let depth: Depth
        package let isGentle: Bool
        /// `true` if it's gentle at the second level; otherwise `nil`. Older programs see `isGentle`.
        package let isStrong: Bool?
        /// The first day on which it can be the prompt of the day; `nil`: the same day as its deck.
        package let since: Day?
        /// The day from which it no longer belongs to the deck. Kept because earlier prompts of the day depend on it.
        package let until: Day?

        fileprivate init(_ prompt: Prompt, since: Day?, until: Day? = nil) {
            (id, question, barriers, depth) = (prompt.id, prompt.question, prompt.barriers, prompt.depth)
            (isGentle, isStrong) = (prompt.isGentle, prompt.gentleness == .strong ? true : nil)
            (self.since, self.until) = (since, until)
        }

        fileprivate var gentleness: Gentleness { isStrong == true ? .strong : isGentle ? .gentle : .none }
    }

    package let id: String
    package let title: String
    package let about: String
    /// The first day on which its prompts can be the prompt of the day.
    package let since: Day
    package let prompts: [Entry]
    /// The deck is no longer offered. Answers to its prompts stay readable, even those that arrive later.
    package let isRemoved: Bool
    /// `true` if nothing is suggested from it unless the couple chooses it; otherwise `nil`.
    package let isOptIn: Bool?

    /// - Parameters:
    ///   - since: the first day on which its new prompts can be asked.
    ///   - former: the version it replaces. Prompts in both keep their first day; prompts that were dropped are asked until
    ///     `since`.
    package init(_ deck: Deck, since: Day, after former: DeckDocument? = nil) {
        (id, title, about, self.since, isRemoved) = (deck.id, deck.title, deck.about, since, false)
        isOptIn = deck.isOptIn ? true : nil
        let before = Dictionary(former?.everything.map { ($0.id, $0) } ?? []) { first, _ in first }
        let gone = former?.everything.filter { prompt in !deck.prompts.contains { $0.id == prompt.id } } ?? []
        prompts =
            deck.prompts.map { Entry($0, since: before[$0.id]?.since) }
            + gone.map { Entry($0, since: $0.since, until: $0.until ?? since) }
    }

    /// - Parameter day: the first day on which none of it is asked.
    private init(removing former: DeckDocument, from day: Day) {
        (id, title, about, since, isRemoved) = (former.id, former.title, former.about, former.since, true)
        isOptIn = former.isOptIn
        prompts = former.everything.map { Entry($0, since: $0.since, until: $0.until ?? day) }
    }

    package func removed(from day: Day) -> DeckDocument { DeckDocument(removing: self, from: day) }

    /// The deck as currently offered.
    package var deck: Deck {
        Deck(
            id: id, title: title, about: about, prompts: isRemoved ? [] : everything.filter { $0.until == nil },
            isOptIn: isOptIn == true)
    }

    /// Every valid prompt, including those that were taken out. Prompts whose id doesn't match the deck or the question are
    /// dropped: either partner can write anything here.
    package var everything: [Prompt] {
        var seen: Set<PromptID> = []
        let sound = prompts.filter { $0.id.deck == id && $0.id.isBound(to: $0.question) && seen.insert($0.id).inserted }
        return sound.map {
            Prompt(
                id: $0.id, question: $0.question, barriers: $0.barriers, depth: $0.depth, gentleness: $0.gentleness,
                since: $0.since ?? since, until: $0.until)
        }
    }
}
