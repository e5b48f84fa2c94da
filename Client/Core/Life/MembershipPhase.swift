/// How far this home is in the life of a couple.
package enum MembershipPhase: String, Codable, Sendable, CaseIterable {
    /// There is no partner yet.
    case waiting
    case paired
    /// The other partner has left: everything stays readable here, nothing new is sealed.
    case partnerLeft = "partner_left"
    /// The partner here has left.
    case left
    /// This device was removed by another of its partner.
    case removed
}
