/// The editor in which answers are written.
package protocol TextEditor {
    /// Opens the user's editor on `text`, with `heading` below it, and waits for it. What was written stays in a file until it is saved
    /// elsewhere, so it survives a crash of the editor, of this program and of the machine; the next session of that name begins with it.
    /// Of one name there is one session at a time.
    ///
    /// - Parameters:
    ///   - session: named by `EditorTask`.
    ///   - save: is handed the words, unless there are none; says whether they are saved elsewhere now.
    /// - Returns: the words, without the heading.
    func edit(_ session: String, heading: String, text: String, save: (String) throws -> Bool) throws -> String

    /// Where the words of a session are until they are saved elsewhere.
    func path(_ session: String) -> String

    /// Keeps words as `edit` does, without an editor: `body` is handed those of a session that did not end well, if there are any, and
    /// what keeps others in their place. Where it returns, they are saved elsewhere.
    func keeping<Result>(
        _ session: String, heading: String, _ body: (_ left: String?, _ keep: (String) throws -> Void) throws -> Result
    ) throws -> Result
}
