package import Catalogue

/// What questions are called where they are spoken of: by the names that the couple gave its own, and otherwise by their ids.
///
/// Commands accept each of them.
package struct PromptNames: Hashable, Sendable {
    private let names: [PromptID: String]

    /// - Parameter names: of the couple's own prompts.
    package init(_ names: [PromptID: String]) { self.names = names }

    /// Without names that the couple gave.
    package static let ids = PromptNames([:])

    package subscript(prompt: PromptID) -> String { given(prompt) ?? prompt.description }

    /// Without the deck: that usually suffices, and fits a narrow line.
    package func short(_ prompt: PromptID) -> String { given(prompt) ?? prompt.name }

    /// `nil` if it goes by its id alone.
    package func given(_ prompt: PromptID) -> String? { prompt == CheckIn.prompt.id ? CheckIn.name : names[prompt] }
}
