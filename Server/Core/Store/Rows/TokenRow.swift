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
}
