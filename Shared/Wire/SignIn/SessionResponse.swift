package import Models

/// The answer to `POST /v1/session`.
package struct SessionResponse: Hashable, Codable, Sendable {
    /// Sent in base64 as `Authorization: Bearer`.
    package let token: Token
    package let expires: Instant
    package let time: Instant
    package let couple: CoupleID
    package let partner: PartnerID

    package init(token: Token, expires: Instant, time: Instant, couple: CoupleID, partner: PartnerID) {
        self.token = token
        self.expires = expires
        self.time = time
        self.couple = couple
        self.partner = partner
    }
}
