import Models
import Wire

/// Loads what deciding a request needs, and no more.
struct LedgerLoader<Reader: StoreReader> {
    let reader: Reader
    let couple: CoupleRow
    let devices: [DeviceRow]
    let caller: Caller

    func load(for request: SyncRequest, point: Point) throws -> Ledger {
        let knownEntries = try knownEntries(in: request)
        let changesLogs = request.writes.contains { write in
            if case .entry(let write) = write { !knownEntries.contains(write.entry.hash) } else { false }
        }
        let boxes = changesLogs || request.writes.contains { if case .box = $0 { true } else { false } }
        let records = try records(for: request)
        let seals = try seals(for: request, changesLogs)
        return Ledger(
            couple: couple, devices: devices,
            logs: try changesLogs || needsLogs(request, seals) ? logs() : PerSide(both: nil), knownEntries: knownEntries,
            records: records + seals, grants: try grants(for: request, changesLogs),
            boxes: boxes ? try reader.boxes(of: couple.id) : [], foreignBoxes: try foreignBoxes(in: request), point: point)
    }

    private func foreignBoxes(in request: SyncRequest) throws -> Set<Locator> {
        var foreign: Set<Locator> = []
        for case .box(let write) in request.writes {
            if let box = try reader.box(write.locator), box.couple != couple.id { foreign.insert(box.locator) }
        }
        return foreign
    }

    /// Those that are sent again: whole logs are not to be read for them.
    private func knownEntries(in request: SyncRequest) throws -> Set<EntryHash> {
        var known: Set<EntryHash> = []
        for case .entry(let write) in request.writes {
            let hash = write.entry.hash
            if try reader.entry(hash, of: couple.id) != nil { known.insert(hash) }
        }
        return known
    }

    func logs() throws -> PerSide<DeviceLog?> {
        PerSide(inviter: try log(.inviter), joiner: try log(.joiner))
    }

    private func log(_ side: Side) throws -> DeviceLog? {
        let entries = try reader.entries(of: couple.id, side: side)
        guard !entries.isEmpty else { return nil }
        do { return try DeviceLog(stored: entries) } catch { throw StoreError.corrupt }
    }

    /// Besides by new entries, logs are asked for where a signer is no live device.
    private func needsLogs(_ request: SyncRequest, _ seals: [RecordRow]) -> Bool {
        let live = Set(devices.filter(\.isLive).map(\.key))
        func isLive(_ device: DeviceID, of side: Side? = nil) -> Bool { live.contains(DeviceKey(device, of: side ?? caller.side)) }
        if seals.contains(where: { !isLive($0.header.device, of: couple.side(of: $0.header.author)) }) { return true }
        return request.writes.contains { write in
            switch write {
            case .pair: true
            case .record(let write):
                !isLive(write.record.header.device) || write.opening.map { !isLive($0.device) } ?? false
            case .opening(let opening): !isLive(opening.device)
            case .box(let box): box.kind == .invitation
            case .entry, .grant: false
            }
        }
    }

    private func records(for request: SyncRequest) throws -> [RecordRow] {
        var keys: Set<RecordKey> = []
        for write in request.writes {
            switch write {
            case .record(let write):
                let header = write.record.header
                keys.insert(RecordKey(scope: RecordScope(of: header.class, by: caller.side), id: header.id))
                if header.class == .sealed, let round = header.round { insertAnswer(of: round, on: caller.side.other, into: &keys) }
            case .opening(let opening):
                for side in Side.allCases { insertAnswer(of: opening.round, on: side, into: &keys) }
            case .pair(let pair):
                guard let round = pair.mine.record.header.round else { continue }
                for side in Side.allCases { insertAnswer(of: round, on: side, into: &keys) }
            case .entry, .grant, .box: continue
            }
        }
        return try keys.compactMap { try reader.record($0, of: couple.id) }
    }

    private func insertAnswer(of round: RoundID, on side: Side, into keys: inout Set<RecordKey>) {
        guard let partner = couple.sides[side].partner else { return }
        keys.insert(RecordKey(answerOf: round, by: partner, on: side))
    }

    /// Seals that may begin or cease to count with this request, and the partner's answers of their rounds.
    private func seals(for request: SyncRequest, _ changesLogs: Bool) throws -> [RecordRow] {
        let isSettled = devices.first { $0.key == caller.key }?.isSettled ?? false
        let sides: [Side] = changesLogs ? Side.allCases : !request.offering && !isSettled && !caller.isPaper ? [caller.side] : []
        var rows: [RecordRow] = []
        for side in sides {
            for row in try reader.unfrozenSeals(in: RecordScope(of: .sealed, by: side), of: couple.id)
            where changesLogs || !row.counts {
                rows.append(row)
                guard let round = row.header.round, let partner = couple.sides[side.other].partner else { continue }
                let other = RecordKey(answerOf: round, by: partner, on: side.other)
                if let row = try reader.record(other, of: couple.id) { rows.append(row) }
            }
        }
        return rows
    }

    private func grants(for request: SyncRequest, _ changesLogs: Bool) throws -> [GrantRow] {
        if changesLogs { return try reader.grants(of: couple.id) }
        var known: [GrantRow] = []
        for case .grant(let grant) in request.writes {
            // A new one is counted with all the others.
            guard let row = try reader.grant(grant.digest, of: couple.id) else { return try reader.grants(of: couple.id) }
            known.append(row)
        }
        return known
    }
}
