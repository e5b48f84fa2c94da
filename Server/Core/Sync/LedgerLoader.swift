import Models
import Wire

/// Loads exactly what the decision on a request needs.
struct LedgerLoader<Reader: StoreReader> {
    let reader: Reader
    let couple: CoupleRow
    let devices: [DeviceRow]
    let caller: Caller

    /// Reads the logs that the decision needs, in a snapshot.
    func prepareLogs(for request: SyncRequest) throws -> PreparedLogs {
        var prepared = PreparedLogs()
        prepared.knownEntries = try knownEntries(in: request)
        if changesLogs(request, prepared) || needsLogs(request, []) { try prepared.bringUp(couple.id, in: reader) }
        return prepared
    }

    /// - Parameter prepared: the logs as read in an earlier snapshot.
    func load(for request: SyncRequest, _ prepared: PreparedLogs, point: Point) throws -> Ledger {
        let changesLogs = changesLogs(request, prepared)
        let boxes = changesLogs || request.writes.contains { if case .box = $0 { true } else { false } }
        let records = try records(for: request) + waitingSeals(for: request)
        var logs = prepared
        if changesLogs || needsLogs(request, records) { try logs.bringUp(couple.id, in: reader) }
        return Ledger(
            couple: couple, devices: devices, logs: logs, records: records,
            grants: try grants(for: request), boxes: boxes ? try reader.boxes(of: couple.id) : [],
            foreignBoxes: try foreignBoxes(in: request), point: point)
    }

    /// Loads what an ending affects: seals that may start or stop counting, and grants that no live device can decrypt any more.
    /// There may be many of both, so they are read only once an entry that ends something has been accepted.
    func loadWhatEnded(into ledger: inout Ledger) throws {
        for side in Side.allCases where ledger.sidesWithEndings.contains(side) {
            for row in try seals(of: side, where: { _ in true }) where ledger.records[row.key] == nil {
                ledger.records[row.key] = row
            }
        }
        guard !ledger.sidesWithEndings.isEmpty else { return }
        let dropped = Set(ledger.effects.deletedGrants)
        for row in try reader.grants(of: couple.id) where ledger.grants[row.digest] == nil && !dropped.contains(row.digest) {
            ledger.grants[row.digest] = row
        }
    }

    private func changesLogs(_ request: SyncRequest, _ prepared: PreparedLogs) -> Bool {
        request.writes.contains { write in
            if case .entry(let write) = write { !prepared.knownEntries.contains(write.entry.hash) } else { false }
        }
    }

    private func foreignBoxes(in request: SyncRequest) throws -> Set<Locator> {
        var foreign: Set<Locator> = []
        for case .box(let write) in request.writes {
            if let box = try reader.box(write.locator), box.couple != couple.id { foreign.insert(box.locator) }
        }
        return foreign
    }

    /// Entries that are sent again. Whole logs needn't be read for them.
    private func knownEntries(in request: SyncRequest) throws -> Set<EntryHash> {
        var known: Set<EntryHash> = []
        for case .entry(let write) in request.writes {
            let hash = write.entry.hash
            if try reader.entry(hash, of: couple.id) != nil { known.insert(hash) }
        }
        return known
    }

    /// Besides new entries, a signer that isn't a live device also requires the logs, whether of what is written or of what it would
    /// replace.
    private func needsLogs(_ request: SyncRequest, _ records: [RecordRow]) -> Bool {
        let live = Set(devices.filter(\.isLive).map(\.key))
        func isLive(_ device: DeviceID, of side: Side? = nil) -> Bool { live.contains(DeviceKey(device, of: side ?? caller.side)) }
        let replaced = records.contains { row in
            let side = couple.side(of: row.header.author)
            return !isLive(row.header.device, of: side) || row.opening.map { !isLive($0.device, of: side) } ?? false
        }
        if replaced { return true }
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
                keys.insert(RecordKey(scope: RecordScope(of: header.visibility, by: caller.side), id: header.id))
                if header.visibility == .sealed, let round = header.round {
                    insertAnswer(of: round, on: caller.side.other, into: &keys)
                }
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

    /// Seals that start to count if this request is its device's last offer.
    private func waitingSeals(for request: SyncRequest) throws -> [RecordRow] {
        let isSettled = devices.first { $0.key == caller.key }?.isSettled ?? false
        guard !request.offering, !isSettled, !caller.isPaper else { return [] }
        return try seals(of: caller.side) { !$0.counts }
    }

    /// Seals that aren't frozen, and the partner's answers in their rounds.
    private func seals(of side: Side, where isWanted: (RecordRow) -> Bool) throws -> [RecordRow] {
        var rows: [RecordRow] = []
        for row in try reader.unfrozenSeals(in: RecordScope(of: .sealed, by: side), of: couple.id) where isWanted(row) {
            rows.append(row)
            guard let round = row.header.round, let partner = couple.sides[side.other].partner else { continue }
            let other = RecordKey(answerOf: round, by: partner, on: side.other)
            if let row = try reader.record(other, of: couple.id) { rows.append(row) }
        }
        return rows
    }

    private func grants(for request: SyncRequest) throws -> [GrantRow] {
        var known: [GrantRow] = []
        for case .grant(let grant) in request.writes {
            // A new grant is counted together with all the others.
            guard let row = try reader.grant(grant.digest, of: couple.id) else { return try reader.grants(of: couple.id) }
            known.append(row)
        }
        return known
    }
}
