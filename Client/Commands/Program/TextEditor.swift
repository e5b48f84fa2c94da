/// The editor in which answers are written.
package protocol TextEditor {
    /// Opens the user's editor on `text` under `heading`, and waits for it. What was written stays in a file until `discard`, so it
    /// survives a crash of the editor, of this program and of the machine; the next session for the same prompt begins with it.
    ///
    /// - Returns: the words, without the heading.
    func edit(prompt: String, heading: String, text: String) throws -> String

    /// The words are saved elsewhere: the file goes.
    func discard(prompt: String) throws

    /// Where the words of a prompt are until `discard`.
    func path(prompt: String) -> String

    /// Keeps words as `edit` does, without an editor: `body` is handed those of a session that did not end well, if there are any, and
    /// what keeps others in their place until `discard`.
    func keeping<Result>(
        prompt: String, heading: String, _ body: (_ left: String?, _ keep: (String) throws -> Void) throws -> Result
    ) throws -> Result
}
