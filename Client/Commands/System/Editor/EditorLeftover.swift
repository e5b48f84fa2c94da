/// Words that an editor wrote and nobody has taken over yet.
package struct EditorLeftover: Hashable, Sendable {
    package let prompt: String
    package let path: String
    package let text: String

    package init(prompt: String, path: String, text: String) {
        self.prompt = prompt
        self.path = path
        self.text = text
    }
}
