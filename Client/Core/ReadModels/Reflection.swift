package import Models

/// A reflection by either partner on a revealed round.
package struct Reflection: Hashable, Sendable {
    package let isMine: Bool
    package let text: String
    package let at: Instant
    /// The partner wrote it since this partner last looked.
    package let isNew: Bool

    package init(isMine: Bool, text: String, at: Instant, isNew: Bool = false) {
        self.isMine = isMine
        self.text = text
        self.at = at
        self.isNew = isNew
    }
}
