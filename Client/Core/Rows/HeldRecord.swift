package import Models

/// The latest version of a record that this home has accepted, in the form in which it was signed, so that it can be offered again.
package struct HeldRecord: Hashable, Codable, Sendable {
    package var header: RecordHeader
    package var signature: Signature
    /// `nil` while withheld; empty for tombstones.
    package var body: Blob?
    package var ownKey: WrappedContentKey?
    package var opening: Opening?
    /// For `sealed` records only. Never goes back within one history; `nil` for a seal of the partner's that the current history
    /// hasn't shown yet.
    package var phase: SealPhase?
    /// Something that arrived later for this record doesn't match its author's commitment.
    package var isTampered: Bool
    /// What this version says, if it could be read when it was stored.
    package var kept: KeptDocument?

    /// The form in which half of a pair waits for the other half: `kept` is recomputed when it's stored.
    private enum CodingKeys: String, CodingKey {
        case header, signature, body, ownKey, opening, phase, isTampered
    }

    package init(
        header: RecordHeader, signature: Signature, body: Blob?, ownKey: WrappedContentKey? = nil, opening: Opening? = nil,
        phase: SealPhase? = nil, isTampered: Bool = false
    ) {
        self.header = header
        self.signature = signature
        self.body = body
        self.ownKey = ownKey
        self.opening = opening
        self.phase = phase
        self.isTampered = isTampered
    }

    /// A seal that the server's current history has shown.
    var isSealed: Bool { !header.isDeleted && phase != nil }

    var isFrozen: Bool { phase == .frozen || phase == .revealed }

    /// Merges the same version seen again: what was withheld may have arrived, and the phase only moves forward.
    mutating func merge(_ other: HeldRecord) {
        body = body ?? other.body
        ownKey = ownKey ?? other.ownKey
        opening = opening ?? other.opening
        phase = [phase, other.phase].compactMap { $0 }.max()
    }

    /// `nil` while the body is withheld.
    package var record: Record? {
        body.map { Record(header: header, signature: signature, body: $0, ownKey: ownKey) }
    }
}
