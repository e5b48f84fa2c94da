import Models
import Wire

/// Whether who signs in holds the key of a device, and may found a couple where there is none: asked on a snapshot, before the logs are
/// verified that they bring.
struct SignInCheck: Sendable {
    let request: SessionRequest
    let registration: Registration

    /// - Returns: nil unless the logs are needed, since the server lacks the couple or the device.
    /// - Throws: `couple_unknown`, `device_unknown`, `bad_signature`, `registration_required`.
    func look(in reader: some StoreReader) throws -> SignInLook? {
        let couple = try request.couple(in: reader)
        guard couple != nil || request.couple != nil else { throw Problem.of(.deviceUnknown) }
        guard couple != nil || !request.logs.isEmpty else { throw Problem.of(.coupleUnknown) }
        let devices = try couple.map { try reader.devices(of: $0.id) } ?? []
        let key = couple.flatMap { request.key(in: $0, devices) }
        let known = devices.first { $0.key == key }?.card
        guard let card = known ?? broughtCard else { throw Problem.of(.deviceUnknown) }
        let content = request.challenge.signedContent(couple: request.couple, device: request.device)
        guard request.signature.isValid(for: content, by: card.signing) else { throw Problem.of(.badSignature) }
        guard couple != nil || registration.permits(request.registration) else { throw Problem.of(.registrationRequired) }
        guard known == nil else { return nil }
        return SignInLook(
            couple: couple, devices: devices, logs: try couple.map { try PreparedLogs(of: $0.id, in: reader) } ?? PreparedLogs())
    }

    /// As the logs claim. Whether they hold is found out when they are taken in.
    private var broughtCard: DeviceCard? {
        request.logs.lazy.joined().compactMap(\.action.added).first { $0.id == request.device }
    }
}

/// What a server lacks the device of who signs in beside, as a snapshot has it.
struct SignInLook: Sendable {
    /// Nil where it is to be founded.
    let couple: CoupleRow?
    let devices: [DeviceRow]
    let logs: PreparedLogs
}

extension SignInLook {
    /// The logs of a request that can be of use, verified.
    ///
    /// - Throws: `bad_entry`, `entry_too_large`, `quota_records`, `quota_bytes`, `quota_devices`.
    func checkedLogs(of request: SessionRequest, _ limits: Limits) throws(Problem) -> [DeviceLog] {
        var logs: [DeviceLog] = []
        for entries in request.logs where mayBeOfUse(entries) {
            let isPaired = request.logs.count > 1 || couple?.isPaired == true
            logs.append(try DeviceLog(checked: entries, isPaired: isPaired, limits: limits))
        }
        return logs
    }

    /// Not a log of somebody who is no partner of the couple, and cannot become one.
    private func mayBeOfUse(_ log: [LogEntry]) -> Bool {
        guard let couple, couple.isPaired, let first = log.first else { return true }
        return couple.side(of: PartnerID(validated: first.hash.bytes)) != nil
    }
}
