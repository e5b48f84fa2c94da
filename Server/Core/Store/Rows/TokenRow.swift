package import Models

package struct TokenRow: Hashable, Sendable {
    package let hash: TokenHash
    package let couple: CoupleID
    package let device: DeviceKey
    package let expires: Instant

    package init(hash: TokenHash, couple: CoupleID, device: DeviceKey, expires: Instant) {
        self.hash = hash
        self.couple = couple
        self.device = device
        self.expires = expires
    }

    /// The same, as it's known at `now` and may be used for a while without looking again.
    func trusted(for span: Duration?, from now: Instant) -> TokenRow {
        guard let span else { return self }
        return TokenRow(hash: hash, couple: couple, device: device, expires: min(expires, now.advanced(by: span)))
    }
}
