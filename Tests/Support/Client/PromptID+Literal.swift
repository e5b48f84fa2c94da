package import Catalogue

extension PromptID: ExpressibleByStringInterpolation {
    /// - Precondition: the text is the id of a prompt.
    package init(stringLiteral text: String) {
        guard let id = PromptID(text) else { preconditionFailure("\(text) is no id of a prompt") }
        self = id
    }
}
