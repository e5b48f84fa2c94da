package import Models

/// What a caller's part of a transaction gives, and whom it touches.
package struct Committed<Value: Sendable>: Sendable {
    package let value: Value
    package let touched: Touched

    package init(_ value: Value, touched: Touched) {
        self.value = value
        self.touched = touched
    }
}

/// Whom a transaction touches.
package struct Touched: Hashable, Sendable {
    /// The partners who may get another reply from now on.
    package var partners: Set<PartnerKey>
    /// The couples whose devices, tokens or partners change.
    package var couples: Set<CoupleID>

    package init(partners: Set<PartnerKey>, couples: Set<CoupleID>) {
        self.partners = partners
        self.couples = couples
    }

    package static let nobody = Touched(partners: [], couples: [])

    /// Both partners of a couple, their devices and tokens.
    package static func all(of couple: CoupleID) -> Touched {
        Touched(partners: Set(Side.allCases.map { PartnerKey(couple, $0) }), couples: [couple])
    }

    mutating func formUnion(_ other: Touched) {
        partners.formUnion(other.partners)
        couples.formUnion(other.couples)
    }
}

/// A partner of a couple.
package struct PartnerKey: Hashable, Sendable {
    package let couple: CoupleID
    package let side: Side

    package init(_ couple: CoupleID, _ side: Side) {
        self.couple = couple
        self.side = side
    }
}
