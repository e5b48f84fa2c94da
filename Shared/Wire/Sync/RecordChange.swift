package import Models

/// A version of a record, limited to what the receiver may see.
///
/// `own` and `shared`: with the body. `sealed`, to the author: with the body, the own key, and the opening if one exists. `sealed`,
/// to the partner: only header and signature; body and opening as well once revealed. Tombstones have no body.
package struct RecordChange: Hashable, Codable, Sendable {
    package let header: RecordHeader
    package let signature: Signature
    /// `nil` if withheld, and for tombstones.
    package let body: Blob?
    package let ownKey: WrappedContentKey?
    package let opening: Opening?
    /// For `sealed` only. `nil` for the tombstone of a seal.
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
