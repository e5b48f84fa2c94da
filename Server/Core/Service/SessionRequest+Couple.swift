import Models
import Wire

extension SessionRequest {
    /// The couple named; for a code on paper, which names none, the couple that knows it.
    func couple(in reader: some StoreReader) throws -> CoupleRow? {
        if let couple { return try reader.couple(couple) }
        for id in try reader.couples(knowing: device) {
            guard let known = try reader.devices(of: id).first(where: { $0.id == device }), known.card.kind != .machine else {
                continue
            }
            return try reader.couple(id)
        }
        return nil
    }
}
