/// The withdrawal of a seal that the partner may have seen.
package struct WithdrawalRow: Hashable, Sendable {
    package let key: RecordKey
    /// The seal's place in the partner's feed.
    package let seenFrom: Position
    /// The position that the withdrawal has in the partner's feed.
    package let position: Position

    package init(key: RecordKey, seenFrom: Position, position: Position) {
        self.key = key
        self.seenFrom = seenFrom
        self.position = position
    }
}
