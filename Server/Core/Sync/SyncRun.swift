import Models
import Wire

/// One sync against a store: load, decide, apply, read the feed.
struct SyncRun: Sendable {
    let request: SyncRequest
    let device: DeviceKey
    let couple: CoupleID
    let settings: SyncSettings

    /// Examines the request in a snapshot, and answers it there if it changes nothing.
    func look(in reader: some StoreReader) throws -> SyncLook {
        let (couple, devices, caller) = try identify(in: reader)
        let cards = [DeviceID: DeviceCard](of: devices)
        let isSettled = devices.first { $0.key == device }?.isSettled ?? false
        let points = PresentedPoints(request, CursorSealer(settings.keys, couple: caller.couple, partner: caller.partner))
        var reply: SyncReply?
        if request.writes.isEmpty, caller.isPaper || request.offering || isSettled,
            case .same(let cursor) = try HistoryCheck(points, caller, of: couple, settled: isSettled, in: reader)
        {
            let page = FeedPage(reader: reader, caller: caller, couple: couple, limits: settings.limits)
            reply = try self.reply(try page.read(beyond: cursor), [], cursor, caller, couple, in: reader)
        }
        let loader = LedgerLoader(reader: reader, couple: couple, devices: devices, caller: caller)
        let logs = try loader.prepareLogs(for: request)
        return SyncLook(caller: caller, cards: cards, points: points, logs: logs, couple: couple, devices: devices, reply: reply)
    }

    /// The same from memory, without a reply: for a request that only writes records and openings which live devices signed, so that
    /// no log is needed.
    ///
    /// - Returns: `nil` for any other request.
    /// - Throws: `device_unknown`, `device_removed`, `device_expired`, `partner_left`.
    func look(at member: KnownMember) throws(Problem) -> SyncLook? {
        let live = Set(member.devices.lazy.filter { $0.isLive && $0.side == device.side }.map(\.id))
        let needsNoLog = request.writes.allSatisfy { write in
            switch write {
            case .record(let write):
                live.contains(write.record.header.device) && write.opening.map { live.contains($0.device) } ?? true
            case .opening(let opening): live.contains(opening.device)
            case .entry, .grant, .pair, .box: false
            }
        }
        guard needsNoLog, !request.writes.isEmpty else { return nil }
        let caller = try Caller(device: device, among: member.devices, of: member.couple, settings)
        return SyncLook(
            caller: caller, cards: [DeviceID: DeviceCard](of: member.devices),
            points: PresentedPoints(request, CursorSealer(settings.keys, couple: caller.couple, partner: caller.partner)),
            logs: PreparedLogs(), couple: member.couple, devices: member.devices, reply: nil)
    }

    /// Runs the whole sync. If it throws, nothing has changed.
    ///
    /// - Parameters:
    ///   - checks: one for each write of the request.
    ///   - look: the same request's result from a snapshot.
    func write(_ checks: [WriteCheck], after look: SyncLook, in writer: some StoreWriter) throws
        -> Committed<SyncResult>
    {
        let (couple, devices, caller) = try identify(in: writer)
        let isSettled = devices.first { $0.key == device }?.isSettled ?? false
        let cursor: FeedCursor
        switch try HistoryCheck(look.points, caller, of: couple, settled: isSettled, in: writer) {
        case .same(let opened): cursor = opened
        case .changed: return Committed(.historyChanged, touched: .nobody)
        case .wentBack:
            try NewHistory(writer: writer, random: settings.random).begin(for: couple)
            return Committed(.historyChanged, touched: .all(of: couple.id))
        }
        let loader = LedgerLoader(reader: writer, couple: couple, devices: devices, caller: caller)
        let ledger = try loader.load(for: request, look.logs, point: Point(validated: settings.random(Point.byteCount)))
        var decision = SyncDecision(ledger: ledger, caller: caller, now: settings.now, limits: settings.limits)
        let outcomes = decision.decide(request.writes, checks: checks)
        try loader.loadWhatEnded(into: &decision.ledger)
        decision.conclude(offering: request.offering)
        let touched = try EffectsWriter(writer: writer).apply(decision.ledger)
        let page = FeedPage(reader: writer, caller: caller, couple: decision.ledger.couple, limits: settings.limits)
        let result = try page.read(
            beyond: cursor, echoes: decision.echoes, known: decision.ledger.feed(of: caller.side, beyond: cursor))
        let reply = try reply(result, outcomes, cursor, caller, decision.ledger.couple, in: writer)
        return Committed(.reply(reply, to: caller), touched: touched)
    }

    private func identify(in reader: some StoreReader) throws -> (CoupleRow, [DeviceRow], Caller) {
        guard let row = try reader.couple(couple) else { throw Problem.of(.coupleUnknown) }
        let devices = try reader.devices(of: couple)
        return (row, devices, try Caller(device: device, among: devices, of: row, settings))
    }

    private func reply(
        _ page: FeedPageResult, _ outcomes: [Outcome], _ cursor: FeedCursor, _ caller: Caller, _ couple: CoupleRow,
        in reader: some StoreReader
    ) throws -> SyncReply {
        let side = couple.sides[caller.side]
        let head = FeedCursor(position: side.head, horizon: side.head, point: side.point, history: couple.history)
        let point: Point
        switch page.position {
        case side.head: point = side.point
        case cursor.position: point = cursor.point
        default:
            guard let stored = try reader.point(at: page.position, side: caller.side, of: couple.id) else {
                throw StoreError.corrupt
            }
            point = stored
        }
        let next = FeedCursor(position: page.position, horizon: page.horizon, point: point, history: couple.history)
        return SyncReply(outcomes: outcomes, changes: page.changes, cursor: next, furthest: head, more: page.more)
    }
}

extension Ledger {
    /// The feed after a cursor, if this request placed all of it.
    fileprivate func feed(of side: Side, beyond cursor: FeedCursor) -> [FeedRow]? {
        // A purge on leaving removes rows from the feed only while effects are applied.
        guard cursor.position >= heads[side], effects.leavers.isEmpty else { return nil }
        var position = heads[side]
        return effects.placed[side].compactMap { subject in
            position = position.next
            return subject.map { FeedRow(position: position, subject: $0) }
        }
    }
}
