package import Models

package struct CoupleRow: Hashable, Sendable {
    package let id: CoupleID
    package var history: HistoryID
    package var sides: PerSide<SideState>

    package init(id: CoupleID, history: HistoryID, sides: PerSide<SideState>) {
        self.id = id
        self.history = history
        self.sides = sides
    }
}

extension CoupleRow {
    package var isPaired: Bool { sides.joiner.partner != nil }

    /// One partner has left, so the server accepts nothing new.
    package var hasEnded: Bool { sides.inviter.hasLeft || sides.joiner.hasLeft }

    package func side(of partner: PartnerID) -> Side? { Side.allCases.first { sides[$0].partner == partner } }
}
