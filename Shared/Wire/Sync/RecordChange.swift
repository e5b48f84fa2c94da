package import Models

/// A version of a record as far as the receiver may see it.
///
/// `own` and `shared`: the body. `sealed`, to the author: the body, the own key, and the opening if there is one. `sealed`, to the
/// partner: header and signature alone; once revealed, body and opening as well. Tombstones have no body.
package struct RecordChange: Hashable, Codable, Sendable {
    package let header: RecordHeader
    package let signature: Signature
    /// Nil where withheld.
    package let body: Blob?
    package let ownKey: WrappedContentKey?
    package let opening: Opening?
    /// For `sealed` alone. Nil also for the tombstone of a seal.
    package let phase: SealPhase?

    package init(
        header: RecordHeader, signature: Signature, body: Blob?, ownKey: WrappedContentKey?, opening: Opening?, phase: SealPhase?
    ) {
        self.header = header
        self.signature = signature
        self.body = body
        self.ownKey = ownKey
        self.opening = opening
        self.phase = phase
    }
}
