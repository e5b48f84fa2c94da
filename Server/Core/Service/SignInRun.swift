import Models
import Wire

/// One sign-in against a store. It uses the logs it brings only if the server doesn't know the couple or the device.
struct SignInRun: Sendable {
    let request: SessionRequest
    let logs: [DeviceLog]
    /// The couple's own logs, as read in a snapshot.
    let prepared: PreparedLogs
    let registration: Registration
    let settings: SyncSettings
    let token: Token

    /// Checks that the logs make the device known to an existing couple. It runs before the write transaction because any device
    /// that signs for itself can get this far.
    ///
    /// - Throws: `device_unknown`.
    func rehearse(_ look: SignInLook) throws(Problem) {
        guard let couple = look.couple else { return }
        let ledger = learned(couple, look.devices, boxes: [], look.logs)
        guard let key = request.key(in: ledger.couple, Array(ledger.devices.values)), ledger.devices[key] != nil else {
            throw .of(.deviceUnknown)
        }
    }

    /// - Precondition: `SignInCheck` has passed.
    func write(in writer: some StoreWriter) throws -> Committed<SessionResponse> {
        let couple = try request.couple(in: writer) ?? (try found(in: writer))
        var row = couple
        var touched = Touched.nobody
        var devices = try writer.devices(of: couple.id)
        let known = request.key(in: couple, devices)
        if !devices.contains(where: { $0.key == known }), !logs.isEmpty {
            (row, touched) = try learn(couple, devices, in: writer)
            devices = try writer.devices(of: couple.id)
        }
        guard let key = request.key(in: row, devices) else { throw Problem.of(.deviceUnknown) }
        let caller: Caller
        do throws(Problem) {
            caller = try Caller(device: key, among: devices, of: row, settings)
        } catch {
            throw try proven(error, to: key, of: row, in: writer)
        }
        let expires = settings.now.advanced(by: .seconds(settings.limits.tokenSeconds))
        try writer.deleteTokens(expiredBefore: settings.now)
        try writer.deleteUnansweredBoxes(expiredBefore: settings.now.advanced(by: .seconds(-settings.limits.invitationSeconds)))
        try writer.add(
            TokenRow(hash: TokenHash(of: token), couple: row.id, device: caller.key, expires: expires), keeping: Room.tokens)
        let response = SessionResponse(
            token: token, expires: expires, time: settings.now, couple: row.id, partner: caller.partner)
        // Older tokens of the device may be gone.
        touched.formUnion(Touched(partners: [PartnerKey(row.id, key.side)], couples: [row.id]))
        return Committed(response, touched: touched)
    }

    /// Maximum octets of log entries in one problem document.
    private static let proofBytes = 256 * 1024

    /// The same problem, with the first of the entries that prove it and that the caller lacks. The caller has proved that it holds
    /// the device's key.
    private func proven(
        _ problem: Problem, to key: DeviceKey, of couple: CoupleRow, in reader: some StoreReader
    ) throws -> Problem {
        let ending: LogEnding
        switch problem.code {
        case .deviceRemoved: ending = .ofDevice(key.id)
        case .partnerLeft: ending = .ofPartner
        default: return problem
        }
        guard let tips = request.tips else { return problem }
        var prepared = prepared
        try prepared.bringUp(couple.id, in: reader)
        var left = Self.proofBytes
        let proof = (prepared.logs[key.side]?.proof(of: ending, beyond: tips) ?? []).enumerated().prefix { place, entry in
            left -= entry.encodedSize
            return place == 0 || left >= 0
        }
        return Problem(status: problem.status, code: problem.code, title: problem.title, entries: proof.map(\.element))
    }

    private var point: Point { Point(validated: settings.random(Point.byteCount)) }

    /// Founds a couple from the logs, for the first time or again.
    private func found(in writer: some StoreWriter) throws -> CoupleRow {
        guard let id = request.couple, let inviter = logs.first else { throw Problem.of(.coupleUnknown) }
        guard registration.permits(request.registration) else { throw Problem.of(.registrationRequired) }
        guard inviter.partner.bytes == id.bytes, inviter.state.pairedWith != inviter.partner,
            logs.allSatisfy(\.linksEnd)
        else { throw Problem.of(.badEntry) }
        var row = CoupleRow(
            id: id, history: HistoryID(validated: settings.random(HistoryID.byteCount)), sides: PerSide(both: SideState()))
        row.sides.inviter.partner = inviter.partner
        var joiner: DeviceLog?
        if logs.count > 1 {
            guard logs[1].state.pairedWith == inviter.partner, logs[1].partner != inviter.partner,
                [nil, logs[1].partner].contains(inviter.state.pairedWith)
            else { throw Problem.of(.badEntry) }
            joiner = logs[1]
            row.sides.joiner.partner = logs[1].partner
        }
        guard [inviter, joiner].contains(where: { $0?.state.isLive(request.device) ?? false }) else {
            throw Problem.of(.deviceRemoved)
        }
        try writer.put(row)
        var ledger = Ledger(couple: row, devices: [], point: point)
        ledger.adopt(inviter, on: .inviter)
        if let joiner { ledger.adopt(joiner, on: .joiner) }
        _ = try EffectsWriter(writer: writer).apply(ledger)
        return ledger.couple
    }

    /// Restores from the logs whatever the server lost of them.
    private func learn(_ couple: CoupleRow, _ devices: [DeviceRow], in writer: some StoreWriter) throws
        -> (CoupleRow, touched: Touched)
    {
        let caller = Caller(
            couple: couple.id, side: .inviter, partner: PartnerID(validated: couple.id.bytes), device: request.device,
            kind: .machine)
        var prepared = prepared
        try prepared.bringUp(couple.id, in: writer)
        var ledger = learned(couple, devices, boxes: try writer.boxes(of: couple.id), prepared)
        let loader = LedgerLoader(reader: writer, couple: couple, devices: devices, caller: caller)
        try loader.loadWhatEnded(into: &ledger)
        if !ledger.sidesWithEndings.isEmpty { ledger.dropDeadGrants() }
        let touched = try EffectsWriter(writer: writer).apply(ledger)
        return (ledger.couple, touched)
    }

    private func learned(_ couple: CoupleRow, _ devices: [DeviceRow], boxes: [BoxRow], _ prepared: PreparedLogs) -> Ledger {
        var ledger = Ledger(couple: couple, devices: devices, logs: prepared, boxes: boxes, point: point)
        for log in logs { ledger.merge(log, limits: settings.limits) }
        return ledger
    }
}
