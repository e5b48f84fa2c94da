package import Models

/// The joiner's proof of holding the code. Only the inviter's devices, which know the code, can check it.
package struct JoinChange: Hashable, Codable, Sendable {
    package let locator: Locator
    package let partner: PartnerID
    /// Authentication code over the box and the joiner's first entry, under the invitation's authentication key.
    package let proof: Blob

    package init(locator: Locator, partner: PartnerID, proof: Blob) {
        self.locator = locator
        self.partner = partner
        self.proof = proof
    }
}
