package import Catalogue

/// A deck that one of the two added, for both.
package struct DeckDocument: Hashable, Codable, Sendable {
    package struct Entry: Hashable, Codable, Sendable {
        package let id: PromptID
        package let question: String
        package let barriers: [Barrier]
        package let depth: Depth
        package let isGentle: Bool
    }

    package let id: String
    package let title: String
    package let about: String
    /// The first day on which its prompts may be asked as the prompt of the day.
    package let since: Day
    package let prompts: [Entry]
    /// It is offered no more. What was answered of it stays readable, also where the answers come after this.
    package let isRemoved: Bool

    package init(_ deck: Deck, since: Day, isRemoved: Bool = false) {
        (id, title, about, self.since, self.isRemoved) = (deck.id, deck.title, deck.about, since, isRemoved)
        prompts = deck.prompts.map {
            Entry(id: $0.id, question: $0.question, barriers: $0.barriers, depth: $0.depth, isGentle: $0.isGentle)
        }
    }

    /// Without what does not belong to its id or its words: either partner can write whatever they like here.
    package var deck: Deck {
        var seen: Set<PromptID> = []
        let sound = prompts.filter { $0.id.deck == id && $0.id.isBound(to: $0.question) && seen.insert($0.id).inserted }
        return Deck(
            id: id, title: title, about: about,
            prompts: sound.map {
                Prompt(
                    id: $0.id, question: $0.question, barriers: $0.barriers, depth: $0.depth, isGentle: $0.isGentle, since: since)
            })
    }
}
