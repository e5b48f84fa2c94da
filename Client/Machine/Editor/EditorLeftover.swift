/// A file of a session that ended abnormally.
package struct EditorLeftover: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// Text that hasn't been saved elsewhere.
        case words(String)
        /// The editor saved something that isn't UTF-8.
        case notText
        /// A file that only the editor can read, such as a swap file.
        case editorsOwn
        case unreadable(FileError)
    }

    /// The session's name, as `EditorTask` defines it.
    package let session: String
    package let path: String
    package let state: State

    package init(session: String, path: String, state: State) {
        self.session = session
        self.path = path
        self.state = state
    }
}
