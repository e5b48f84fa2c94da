package import Models

/// What a caller's part of a transaction gives, and whom it touches: the partners who may get another reply from now on, or whose
/// devices or tokens it changes.
package struct Committed<Value: Sendable>: Sendable {
    package let value: Value
    package let touched: Set<PartnerKey>

    package init(_ value: Value, touched: Set<PartnerKey>) {
        self.value = value
        self.touched = touched
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

    package static func both(of couple: CoupleID) -> Set<PartnerKey> { Set(Side.allCases.map { PartnerKey(couple, $0) }) }
}
