import Models
import Wire

extension Caller {
    /// Finds out whose token this is.
    ///
    /// - Throws: `token_unknown`, `token_expired`.
    static func device(of token: Token, in reader: some StoreReader, now: Instant) throws -> (couple: CoupleID, device: DeviceID) {
        guard let row = try reader.token(TokenHash(of: token)) else { throw Problem.of(.tokenUnknown) }
        guard now < row.expires else { throw Problem.of(.tokenExpired) }
        return (row.couple, row.device)
    }

    /// Checks that a device may act for its partner.
    ///
    /// - Throws: `device_unknown`, `device_removed`, `device_expired`, `partner_left`.
    init(device id: DeviceID, among devices: [DeviceRow], of couple: CoupleRow, _ settings: SyncSettings) throws(Problem) {
        guard let device = devices.first(where: { $0.id == id }), let partner = couple.sides[device.side].partner else {
            throw .of(.deviceUnknown)
        }
        guard !couple.sides[device.side].hasLeft else { throw .of(.partnerLeft) }
        guard device.isLive else { throw .of(.deviceRemoved) }
        guard device.card.isTimely(settings.now, settings.limits) else { throw .of(.deviceExpired) }
        self.init(couple: couple.id, side: device.side, partner: partner, device: id, kind: device.card.kind)
    }
}
