package import Models

/// A round that is under way, reduced to what an explanation needs.
package struct RoundFacts: Hashable, Sendable {
    package let reference: RoundReference
    package let state: PromptState
    /// The stamp time of this partner's version that the server has accepted.
    package let sealedAt: Instant?
    /// The server has declared that neither answer can change any more.
    package let isFrozen: Bool
    /// The server has this partner's opening for the frozen version.
    package let hasOpening: Bool
    package let isHeldBack: Bool
    /// For a tampered round: what the partner's device signed doesn't open its answer.
    package var doesNotOpen = false
}
