/// Why an editor returned no text. Whatever it has written stays in its file.
package enum EditorError: Error, Hashable, Sendable {
    /// No editor is chosen, and none of the usual ones is installed.
    case noneFound
    /// The shell doesn't find the chosen editor.
    case notFound(command: String)
    /// It exited with a status other than 0.
    case failed(command: String, status: Int32)
    /// A signal ended it.
    case crashed(command: String, signal: Int32)
    /// What it wrote isn't UTF-8.
    case notText(path: String)
    /// The same text is open in another editor or command. `path`: the file with the text.
    case stillOpen(session: String, path: String)
}
