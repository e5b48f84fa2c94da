/// When a round is frozen, and when it is revealed.
package enum Reveal {
    /// What a server knows about one partner's side of a round.
    package struct Side: Hashable, Sendable {
        /// The side has a version that isn't a tombstone.
        package let isSealed: Bool
        /// The seal counts: after a server rollback, it isn't waiting for its author's devices to finish offering.
        package let counts: Bool
        /// The side has an opening of exactly that version.
        package let isOpened: Bool

        package init(isSealed: Bool, counts: Bool, isOpened: Bool) {
            self.isSealed = isSealed
            self.counts = counts
            self.isOpened = isOpened
        }
    }

    /// - Parameter wasFrozen: whether the round was frozen before; a frozen round stays frozen.
    /// - Returns: `nil` if the round is neither frozen nor revealed.
    package static func phase(of mine: Side, and theirs: Side, wasFrozen: Bool) -> SealPhase? {
        guard wasFrozen || (mine.isSealed && mine.counts && theirs.isSealed && theirs.counts) else { return nil }
        return mine.isOpened && theirs.isOpened ? .revealed : .frozen
    }

    /// Decides between two revealed pairs of one round, if two histories revealed different ones. The pair whose later version is
    /// smaller (by stamp, then body hash) stands; if the later versions are the same, the pair whose earlier version is smaller.
    package static func stands(_ pair: (Version, Version), over other: (Version, Version)) -> Bool {
        (max(pair.0, pair.1), min(pair.0, pair.1)) < (max(other.0, other.1), min(other.0, other.1))
    }
}
