package import Catalogue
package import Models

/// The prompt and round number that a round's name stands for.
package struct RoundRow: Hashable, Sendable {
    package let id: RoundID
    package let reference: RoundReference
    /// This partner has viewed both answers since they were revealed.
    package var isLookedAt: Bool

    package init(id: RoundID, reference: RoundReference, isLookedAt: Bool = false) {
        self.id = id
        self.reference = reference
        self.isLookedAt = isLookedAt
    }

    package var prompt: PromptID { reference.prompt }
    package var number: Int { reference.number }
}
