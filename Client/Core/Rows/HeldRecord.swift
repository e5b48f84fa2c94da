package import Models

/// The latest version of a record that this home has accepted, in the form in which it was signed, so that it can be offered again.
package struct HeldRecord: Hashable, Codable, Sendable {
    package var header: RecordHeader
    package var signature: Signature
    /// Nil where withheld; empty for tombstones.
    package var body: Blob?
    package var ownKey: WrappedContentKey?
    package var opening: Opening?
    /// For `sealed` alone. Never goes back within one history; nil for a seal of the partner's that the present one has not shown yet.
    package var phase: SealPhase?
    /// What came for this record later was not what its author had committed to.
    package var isTampered: Bool
    /// What this version says, if it could be read when it was stored.
    package var kept: KeptDocument?

    /// In the form in which a half of a pair waits for its other half: `kept` is made anew when it is stored.
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

    /// A seal that the server's present history has shown.
    var isSealed: Bool { !header.isDeleted && phase != nil }

    var isFrozen: Bool { phase == .frozen || phase == .revealed }

    /// The same version, seen again: what was withheld may be there now, and the phase only moves on.
    mutating func merge(_ other: HeldRecord) {
        body = body ?? other.body
        ownKey = ownKey ?? other.ownKey
        opening = opening ?? other.opening
        phase = [phase, other.phase].compactMap { $0 }.max()
    }

    /// Nil where the body is withheld.
    package var record: Record? {
        body.map { Record(header: header, signature: signature, body: $0, ownKey: ownKey) }
    }
}
