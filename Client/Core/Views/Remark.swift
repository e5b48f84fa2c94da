package import Models

/// What one of the two had to say under an open round.
package struct Remark: Hashable, Sendable {
    package let isMine: Bool
    package let text: String
    package let at: Instant

    package init(isMine: Bool, text: String, at: Instant) {
        self.isMine = isMine
        self.text = text
        self.at = at
    }
}
