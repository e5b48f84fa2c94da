import Models
import Wire

/// Whether who signs in holds the key of a device, and may found a couple where there is none: asked on a snapshot, before the logs are
/// verified that they bring.
struct SignInCheck: Sendable {
    let request: SessionRequest
    let registration: Registration

    /// - Returns: whether the logs are needed, since the server lacks the couple or the device.
    /// - Throws: `couple_unknown`, `device_unknown`, `bad_signature`, `registration_required`.
    func look(in reader: some StoreReader) throws -> Bool {
        let couple = try request.couple(in: reader)
        guard couple != nil || request.couple != nil else { throw Problem.of(.deviceUnknown) }
        guard couple != nil || !request.logs.isEmpty else { throw Problem.of(.coupleUnknown) }
        let known = try couple.flatMap { couple in
            let devices = try reader.devices(of: couple.id)
            return request.key(in: couple, devices).flatMap { key in devices.first { $0.key == key }?.card }
        }
        guard let card = known ?? broughtCard else { throw Problem.of(.deviceUnknown) }
        let content = request.challenge.signedContent(couple: request.couple, device: request.device)
        guard request.signature.isValid(for: content, by: card.signing) else { throw Problem.of(.badSignature) }
        guard couple != nil || registration.permits(request.registration) else { throw Problem.of(.registrationRequired) }
        return known == nil
    }

    /// As the logs claim. Whether they hold is found out when they are taken in.
    private var broughtCard: DeviceCard? {
        request.logs.lazy.joined().compactMap(\.action.added).first { $0.id == request.device }
    }
}
