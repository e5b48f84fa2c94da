/// Ids of prompts in the founding deck, for tests that answer just any prompt. What somebody types or a program prints is written
/// out in the tests.
extension String {
    package static let firstWord = "founding/first-word"
    package static let smallStep = "founding/small-step"
    package static let heldBack = "founding/held-back"
    package static let comingBack = "founding/coming-back"
}
