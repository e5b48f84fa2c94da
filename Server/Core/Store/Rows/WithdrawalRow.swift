/// A seal that the partner may have seen, and that was then withdrawn.
package struct WithdrawalRow: Hashable, Sendable {
    package let key: RecordKey
    /// Where the seal stood in the partner's feed.
    package let seenFrom: Position
    /// The partner's position that the withdrawal was given.
    package let position: Position

    package init(key: RecordKey, seenFrom: Position, position: Position) {
        self.key = key
        self.seenFrom = seenFrom
        self.position = position
    }
}
