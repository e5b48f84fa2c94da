package import Catalogue
package import Models

/// A pledge as it stands.
package struct PledgeView: Hashable, Sendable {
    /// By which `pledge done` names it: 1 for the oldest.
    package let number: Int
    package let isMine: Bool
    package let text: String
    package let from: Day
    package let through: Day
    /// Nil where nobody has said that it was kept.
    package let keptOn: Day?
    package let at: Instant
    /// Of one that was brought in: what the partner was called there, who may be another than now.
    package let partner: String?

    package init(
        number: Int, isMine: Bool, text: String, from: Day, through: Day, keptOn: Day?, at: Instant, partner: String? = nil
    ) {
        self.number = number
        self.isMine = isMine
        self.text = text
        self.from = from
        self.through = through
        self.keptOn = keptOn
        self.at = at
        self.partner = partner
    }

    /// Whether it is meant for that day, and still to do.
    package func isCurrent(on day: Day) -> Bool { keptOn == nil && day <= through }

    /// Whether it is meant for that day or was within the two weeks before.
    package func isRecent(on day: Day) -> Bool { (keptOn ?? through).advanced(by: 14) >= day }

    /// Whether its days are over and nobody has said that it was kept.
    package func isOver(on day: Day) -> Bool { keptOn == nil && through < day }
}
