/// Ids of prompts, as somebody types them and a program prints them.
extension String {
    package static let firstWord = "founding/first-word"
    package static let smallStep = "founding/small-step"
    package static let heldBack = "founding/held-back"
    package static let comingBack = "founding/coming-back"
}
