/// How far a round has come, as this partner sees it.
package enum PromptState: String, Codable, Sendable, CaseIterable {
    case open
    case sealedByMe = "sealed_by_me"
    case sealedByPartner = "sealed_by_partner"
    /// Frozen, and an opening is still on its way.
    case sealedByBoth = "sealed_by_both"
    case revealed
    /// A removed device sealed one of its answers, so nothing more can be sealed in it. The next round has started.
    case closed
    /// What arrived doesn't match its commitment; it isn't shown as an answer.
    case tampered
}
