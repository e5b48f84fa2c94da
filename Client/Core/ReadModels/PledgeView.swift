package import Catalogue
package import Models

/// A pledge and its current status.
package struct PledgeView: Hashable, Sendable {
    /// The number that `pledge done` accepts: 1 for the oldest.
    package let number: Int
    package let isMine: Bool
    package let text: String
    package let from: Day
    package let through: Day
    /// `nil` if no one has said that it was kept.
    package let keptOn: Day?
    package let at: Instant
    /// For an imported pledge: the partner's name at that time, who may not be the current partner.
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

    /// Whether it's still to be done on that day.
    package func isCurrent(on day: Day) -> Bool { keptOn == nil && day <= through }

    /// Whether it's meant for that day or ended within the two weeks before.
    package func isRecent(on day: Day) -> Bool { (keptOn ?? through).advanced(by: 14) >= day }

    /// Whether its days are over and no one has said that it was kept.
    package func isOver(on day: Day) -> Bool { keptOn == nil && through < day }
}
