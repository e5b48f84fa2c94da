import Models
import Wire

extension SessionRequest {
    /// The couple that the request names. For a paper code that names none, the couple that knows it as a device of the named partner.
    func couple(in reader: some StoreReader) throws -> CoupleRow? {
        if let couple { return try reader.couple(couple) }
        for id in try reader.couples(knowing: device) {
            guard let couple = try reader.couple(id) else { continue }
            let devices = try reader.devices(of: id)
            let key = key(in: couple, devices)
            if devices.contains(where: { $0.key == key && $0.card.kind != .machine }) { return couple }
        }
        return nil
    }

    /// The device that signs in: that of the named partner or, if none is named, of the only partner whose log knows it.
    ///
    /// - Returns: `nil` if the couple has no such partner; or if no partner is named and not exactly one log knows the device. If
    ///   both logs know it, only its holder can say whose it is.
    func key(in couple: CoupleRow, _ devices: [DeviceRow]) -> DeviceKey? {
        if let partner { return couple.side(of: partner).map { DeviceKey(device, of: $0) } }
        let keys = devices.map(\.key).filter { $0.id == device }
        return keys.count == 1 ? keys[0] : nil
    }
}
