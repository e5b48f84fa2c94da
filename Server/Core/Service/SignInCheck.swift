import Models
import Wire

/// Checks on a snapshot, before the request's logs are verified, that the caller holds a device's key, and may found the couple if
/// it doesn't exist.
struct SignInCheck: Sendable {
    let request: SessionRequest
    let registration: Registration

    /// - Returns: the couple; and `nil` if the server knows it and the device, so that it doesn't need the logs.
    /// - Throws: `couple_unknown`, `device_unknown`, `bad_signature`, `registration_required`.
    func look(in reader: some StoreReader) throws -> (CoupleID, SignInLook?) {
        let couple = try request.couple(in: reader)
        guard let id = couple?.id ?? request.couple else { throw Problem.of(.deviceUnknown) }
        guard couple != nil || !request.logs.isEmpty else { throw Problem.of(.coupleUnknown) }
        let devices = try couple.map { try reader.devices(of: $0.id) } ?? []
        let key = couple.flatMap { request.key(in: $0, devices) }
        let known = devices.first { $0.key == key }?.card
        guard let card = known ?? broughtCard else { throw Problem.of(.deviceUnknown) }
        let content = request.challenge.signedContent(couple: request.couple, device: request.device)
        guard request.signature.isValid(for: content, by: card.signing) else { throw Problem.of(.badSignature) }
        guard couple != nil || registration.permits(request.registration) else { throw Problem.of(.registrationRequired) }
        guard known == nil else { return (id, nil) }
        let look = SignInLook(
            couple: couple, devices: devices, logs: try couple.map { try PreparedLogs(of: $0.id, in: reader) } ?? PreparedLogs())
        return (id, look)
    }

    /// The device's card as the logs claim it. Merging the logs later shows whether the claim is valid.
    private var broughtCard: DeviceCard? {
        request.logs.lazy.joined().compactMap(\.action.added).first { $0.id == request.device }
    }
}

/// The snapshot for a sign-in whose device the server doesn't know yet.
struct SignInLook: Sendable {
    /// `nil` if the couple must be founded.
    let couple: CoupleRow?
    let devices: [DeviceRow]
    let logs: PreparedLogs
}

extension SignInLook {
    /// The request's logs that can be useful, verified.
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

    /// `false` for the log of someone who isn't a partner of the couple and can't become one.
    private func mayBeOfUse(_ log: [LogEntry]) -> Bool {
        guard let couple, couple.isPaired, let first = log.first else { return true }
        return couple.side(of: PartnerID(validated: first.hash.bytes)) != nil
    }
}
