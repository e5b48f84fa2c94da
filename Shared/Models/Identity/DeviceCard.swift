/// A device as its partner's log introduces it: its kind and public keys.
package struct DeviceCard: Hashable, Codable, Sendable {
    package let kind: DeviceKind
    package let signing: SigningKey
    package let agreement: AgreementKey
    /// When a link code expires. `nil` for machines and kits.
    package let expires: Instant?

    package init(kind: DeviceKind, signing: SigningKey, agreement: AgreementKey, expires: Instant? = nil) {
        self.kind = kind
        self.signing = signing
        self.agreement = agreement
        self.expires = expires
    }

    package var id: DeviceID {
        // The expiry is left out, so that a device's identity depends only on its kind and keys.
        var writer = CanonicalWriter("twofold/device/v1")
        writer.append(kind.rawValue)
        writer.append(signing)
        writer.append(agreement)
        return DeviceID(hashing: writer)
    }
}
