/// Prompts that belong together, in their order.
package struct Deck: Hashable, Sendable, Identifiable {
    /// The first part of the ids of its prompts.
    package let id: String
    package let title: String
    /// One sentence to the reader.
    package let about: String
    package let prompts: [Prompt]

    /// The one that a couple writes in.
    package static let ours = "ours"

    package init(id: String, title: String, about: String, prompts: [Prompt]) {
        self.id = id
        self.title = title
        self.about = about
        self.prompts = prompts
    }
}
