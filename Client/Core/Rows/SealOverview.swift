package import Models

/// A sealed record, reduced to what an overview needs.
package struct SealOverview: Hashable, Sendable {
    package let round: RoundID
    package let author: PartnerID
    package let isDeleted: Bool
    package let phase: SealPhase?
    package let isTampered: Bool

    package init(round: RoundID, author: PartnerID, isDeleted: Bool, phase: SealPhase?, isTampered: Bool) {
        self.round = round
        self.author = author
        self.isDeleted = isDeleted
        self.phase = phase
        self.isTampered = isTampered
    }

    /// A seal that the server's current history has shown.
    var isSealed: Bool { !isDeleted && phase != nil }

    var isFrozen: Bool { phase == .frozen || phase == .revealed }
}

extension [SealOverview] {
    /// Whether nothing more can happen in the round that these are all seals of, unless it's closed anyway.
    var isOver: Bool { contains(where: \.isTampered) || count { $0.phase == .revealed } >= 2 }
}
