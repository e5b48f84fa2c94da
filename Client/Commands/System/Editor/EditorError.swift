/// Why an editor brought no words back. Whatever it has written stays where it is.
package enum EditorError: Error, Hashable, Sendable {
    /// None is chosen, and none of the usual ones is installed.
    case noneFound
    /// The shell does not find the one that was chosen.
    case notFound(command: String)
    /// It ended by itself with an exit status other than 0.
    case failed(command: String, status: Int32)
    /// A signal ended it.
    case crashed(command: String, signal: Int32)
    /// What it wrote is not UTF-8.
    case notText(path: String)
    /// The same is being written in an editor that is still open, or in another command. `path`: where its words are.
    case stillOpen(session: String, path: String)
}
