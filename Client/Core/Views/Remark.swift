package import Models

/// What one of the two had to say under an open round.
package struct Remark: Hashable, Sendable {
    package let isMine: Bool
    package let text: String
    package let at: Instant
    /// The partner said it since this one last looked.
    package let isNew: Bool

    package init(isMine: Bool, text: String, at: Instant, isNew: Bool = false) {
        self.isMine = isMine
        self.text = text
        self.at = at
        self.isNew = isNew
    }
}
