package import Catalogue

/// Prompts in the founding deck, for tests that answer just any prompt. What somebody types or a program prints is written out in
/// the tests.
extension PromptID {
    package static let firstWord: PromptID = "founding/first-word"
    package static let smallStep: PromptID = "founding/small-step"
    package static let heldBack: PromptID = "founding/held-back"
    package static let comingBack: PromptID = "founding/coming-back"
}
