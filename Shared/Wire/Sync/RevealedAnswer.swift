package import Models

/// One side of a revealed round.
package struct RevealedAnswer: Hashable, Codable, Sendable {
    /// Without its `ownKey` where the partner of its author offers it; the opening serves the author as well.
    package let record: Record
    package let opening: Opening

    package init(record: Record, opening: Opening) {
        self.record = record
        self.opening = opening
    }
}
