import Models
import Wire

extension SessionRequest {
    /// The couple named; for a code on paper that names none, the couple that knows it as the named partner's.
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

    /// The device that signs in: the named partner's, or that of the one partner whose log knows it.
    ///
    /// - Returns: nil where the couple has no such partner; or, where none is named, unless exactly one log knows the device. Whose it
    ///   is where both do, only its holder can say.
    func key(in couple: CoupleRow, _ devices: [DeviceRow]) -> DeviceKey? {
        if let partner { return couple.side(of: partner).map { DeviceKey(device, of: $0) } }
        let keys = devices.map(\.key).filter { $0.id == device }
        return keys.count == 1 ? keys[0] : nil
    }
}
