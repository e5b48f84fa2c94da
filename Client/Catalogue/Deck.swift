/// Prompts that belong together, in order.
package struct Deck: Hashable, Sendable, Identifiable {
    /// The first part of its prompts' ids.
    package let id: String
    package let title: String
    /// One sentence addressed to the reader.
    package let about: String
    package let prompts: [Prompt]

    /// The id of the deck that holds the couple's own questions.
    package static let ours = "ours"

    package init(id: String, title: String, about: String, prompts: [Prompt]) {
        self.id = id
        self.title = title
        self.about = about
        self.prompts = prompts
    }
}
