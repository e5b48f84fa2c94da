package import Models

/// One side of a revealed round.
package struct RevealedAnswer: Hashable, Codable, Sendable {
    /// Has no `ownKey` if the author's partner offers it; the opening serves the author just as well.
    package let record: Record
    package let opening: Opening

    package init(record: Record, opening: Opening) {
        self.record = record
        self.opening = opening
    }
}
