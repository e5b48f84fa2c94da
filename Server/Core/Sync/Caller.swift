package import Models

/// The authenticated caller of a request.
package struct Caller: Hashable, Sendable {
    package let couple: CoupleID
    package let side: Side
    package let partner: PartnerID
    package let device: DeviceID
    package let kind: DeviceKind

    package init(couple: CoupleID, side: Side, partner: PartnerID, device: DeviceID, kind: DeviceKind) {
        self.couple = couple
        self.side = side
        self.partner = partner
        self.device = device
        self.kind = kind
    }

    package var key: DeviceKey { DeviceKey(device, of: side) }

    /// Whether the caller is a paper code, which sees only logs and grants.
    package var isPaper: Bool { kind != .machine }
}
