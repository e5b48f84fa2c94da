/// A file of a session that did not end well.
package struct EditorLeftover: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// Words that nobody has taken over yet.
        case words(String)
        /// The editor saved something that isn't UTF-8.
        case notText
        /// What only the editor can read, as a swap file is.
        case editorsOwn
        case unreadable(FileError)
    }

    /// The name of the session, as `EditorTask` has it.
    package let session: String
    package let path: String
    package let state: State

    package init(session: String, path: String, state: State) {
        self.session = session
        self.path = path
        self.state = state
    }
}
