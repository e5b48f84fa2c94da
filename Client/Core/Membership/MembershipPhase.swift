/// This home's stage in the life of a couple.
package enum MembershipPhase: String, Codable, Sendable, CaseIterable {
    /// There's no partner yet.
    case waiting
    case paired
    /// The other partner has left: everything stays readable here, and nothing new is sealed.
    case partnerLeft = "partner_left"
    /// This partner has left.
    case left
    /// Another of this partner's devices removed this one.
    case removed
}
