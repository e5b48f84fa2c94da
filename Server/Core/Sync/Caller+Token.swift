import Models
import Wire

extension TokenRow {
    /// Looks a token up.
    ///
    /// - Throws: `token_unknown`, `token_expired`.
    init(_ hash: TokenHash, in reader: some StoreReader, now: Instant) throws {
        guard let row = try reader.token(hash) else { throw Problem.of(.tokenUnknown) }
        guard now < row.expires else { throw Problem.of(.tokenExpired) }
        self = row
    }
}

extension Caller {
    /// Checks that a device may act for its partner.
    ///
    /// - Throws: `device_unknown`, `device_removed`, `device_expired`, `partner_left`.
    init(device key: DeviceKey, among devices: [DeviceRow], of couple: CoupleRow, _ settings: SyncSettings) throws(Problem) {
        guard let device = devices.first(where: { $0.key == key }), let partner = couple.sides[key.side].partner else {
            throw .of(.deviceUnknown)
        }
        guard !couple.sides[key.side].hasLeft else { throw .of(.partnerLeft) }
        guard device.isLive else { throw .of(.deviceRemoved) }
        guard device.card.isTimely(settings.now, settings.limits) else { throw .of(.deviceExpired) }
        self.init(couple: couple.id, side: key.side, partner: partner, device: key.id, kind: device.card.kind)
    }
}
