package import Models

/// What the server stores about one partner of a couple.
package struct SideState: Hashable, Sendable {
    /// `nil` for the joiner's side until someone has joined.
    package var partner: PartnerID?
    /// The last position of this partner's feed, and its point.
    package var head: Position
    package var point: Point
    /// The greatest accepted stamp among the records this partner may see.
    package var greatest: Instant
    /// Records (including tombstones) and grants that count against this partner's quota.
    package var records: Int
    /// Octets of bodies and grants that count against this partner's quota.
    package var bytes: Int
    package var hasLeft: Bool

    package init(
        partner: PartnerID? = nil, head: Position = .beginning, point: Point = .beginning,
        greatest: Instant = Instant(milliseconds: 0),
        records: Int = 0, bytes: Int = 0, hasLeft: Bool = false
    ) {
        self.partner = partner
        self.head = head
        self.point = point
        self.greatest = greatest
        self.records = records
        self.bytes = bytes
        self.hasLeft = hasLeft
    }
}
