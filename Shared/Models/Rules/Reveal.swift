/// When a round is frozen, and when it is revealed.
package enum Reveal {
    /// What a server knows of one partner's side of a round.
    package struct Side: Hashable, Sendable {
        /// There is a version that is no tombstone.
        package let isSealed: Bool
        /// It counts: it is not waiting for its author's devices after a server went back.
        package let counts: Bool
        /// There is an opening of that very version.
        package let isOpened: Bool

        package init(isSealed: Bool, counts: Bool, isOpened: Bool) {
            self.isSealed = isSealed
            self.counts = counts
            self.isOpened = isOpened
        }
    }

    /// - Parameter wasFrozen: a frozen round stays frozen.
    /// - Returns: nil where the round is neither frozen nor revealed.
    package static func phase(of mine: Side, and theirs: Side, wasFrozen: Bool) -> SealPhase? {
        guard wasFrozen || (mine.isSealed && mine.counts && theirs.isSealed && theirs.counts) else { return nil }
        return mine.isOpened && theirs.isOpened ? .revealed : .frozen
    }

    /// Which of two revealed pairs of one round stands, where two histories revealed different ones: the one whose later version is
    /// smaller (by stamp, then body hash); if that is the same version, the one whose earlier version is smaller.
    package static func stands(_ pair: (Version, Version), over other: (Version, Version)) -> Bool {
        (max(pair.0, pair.1), min(pair.0, pair.1)) < (max(other.0, other.1), min(other.0, other.1))
    }
}
