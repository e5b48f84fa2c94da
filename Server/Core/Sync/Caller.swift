package import Models

/// Who is calling, as a good token says.
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

    /// A code on paper: sees logs and grants alone.
    package var isPaper: Bool { kind != .machine }
}
