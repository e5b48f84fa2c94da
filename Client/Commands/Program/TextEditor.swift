/// The editor in which answers are written.
package protocol TextEditor {
    /// Opens the user's editor on `text`, with `heading` below it, and waits for it to exit. The text stays in a file until it is
    /// saved elsewhere, so it survives a crash of the editor, the program or the machine; the next session of that name starts with
    /// it. Each name has at most one session at a time.
    ///
    /// - Parameters:
    ///   - session: named by `EditorTask`.
    ///   - save: receives the text, unless it is empty; returns whether the text is now saved elsewhere.
    /// - Returns: the text, without the heading.
    func edit(_ session: String, heading: String, text: String, save: (String) throws -> Bool) throws -> String

    /// The file that holds a session's text until it is saved elsewhere.
    func path(_ session: String) -> String

    /// Keeps text like `edit`, without an editor. `body` receives the text of a session that ended abnormally, if any, and a
    /// function that keeps new text in its place. Once `body` has returned, the text counts as saved elsewhere.
    func keeping<Result>(
        _ session: String, heading: String, _ body: (_ left: String?, _ keep: (String) throws -> Void) throws -> Result
    ) throws -> Result
}
