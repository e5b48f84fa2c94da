package import Models

/// One round that is under way, as an explanation needs it.
package struct RoundFacts: Hashable, Sendable {
    package let reference: RoundReference
    package let state: PromptState
    /// The stamp's time of the version of this partner's that the server has taken.
    package let sealedAt: Instant?
    /// The server has said that neither answer changes any more.
    package let isFrozen: Bool
    /// The server has an opening of this partner's for the frozen version.
    package let hasOpening: Bool
    package let isHeldBack: Bool
    /// Of one that is tampered: what the partner's device signed doesn't open it.
    package var doesNotOpen = false
}
