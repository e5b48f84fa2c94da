/// Prompts that belong together, in order.
package struct Deck: Hashable, Sendable, Identifiable {
    /// The first part of its prompts' ids.
    package let id: String
    package let title: String
    /// One sentence addressed to the reader.
    package let about: String
    package let prompts: [Prompt]
    /// It's for couples whom it concerns, or who choose it: nothing is asked or suggested from it unless they do.
    package let isOptIn: Bool

    /// The id of the deck that holds the couple's own questions.
    package static let ours = "ours"

    /// Decks to laugh with. What is suggested where something weighs on someone never comes from them.
    package static let light: Set = ["openers", "play"]

    package init(id: String, title: String, about: String, prompts: [Prompt], isOptIn: Bool = false) {
        self.id = id
        self.title = title
        self.about = about
        self.prompts = prompts
        self.isOptIn = isOptIn
    }

    /// With more prompts at the end.
    package func adding(_ more: [Prompt]) -> Deck {
        Deck(id: id, title: title, about: about, prompts: prompts + more, isOptIn: isOptIn)
    }
}
