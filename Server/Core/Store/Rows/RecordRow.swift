package import Models

/// The current version of a record, without its body.
package struct RecordRow: Hashable, Sendable {
    package let key: RecordKey
    package let header: RecordHeader
    package let signature: Signature
    /// Octets of the body.
    package let bodyBytes: Int
    package var ownKey: WrappedContentKey?
    package var opening: Opening?
    /// For seals. `nil` for the tombstone of a seal.
    package var phase: SealPhase?
    /// Whether the seal may freeze its round. `false` while it waits for its author's devices after a server rollback.
    package var counts: Bool
    /// The record's place in each partner's feed. `nil` for a partner who may not see it.
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
    /// Both partners have sealed, so this version never changes.
    package var isFrozen: Bool { phase == .frozen || phase == .revealed }
}
