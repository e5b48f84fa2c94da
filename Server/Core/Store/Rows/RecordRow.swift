package import Models

/// The version of a record that stands, without its body.
package struct RecordRow: Hashable, Sendable {
    package let key: RecordKey
    package let header: RecordHeader
    package let signature: Signature
    /// Octets of the body.
    package let bodyBytes: Int
    package var ownKey: WrappedContentKey?
    package var opening: Opening?
    /// For seals. Nil also for the tombstone of one.
    package var phase: SealPhase?
    /// A seal that may freeze its round. False where it waits for its author's devices, after a server went back.
    package var counts: Bool
    /// Where it stands in each partner's feed. Nil where that partner may not see it.
    package var positions: PerSide<Position?>

    package init(
        key: RecordKey, header: RecordHeader, signature: Signature, bodyBytes: Int, ownKey: WrappedContentKey? = nil,
        opening: Opening? = nil, phase: SealPhase? = nil, counts: Bool = true, positions: PerSide<Position?> = PerSide(both: nil)
    ) {
        self.key = key
        self.header = header
        self.signature = signature
        self.bodyBytes = bodyBytes
        self.ownKey = ownKey
        self.opening = opening
        self.phase = phase
        self.counts = counts
        self.positions = positions
    }
}

extension RecordRow {
    /// Both partners have sealed: this version never changes.
    package var isFrozen: Bool { phase == .frozen || phase == .revealed }
}
