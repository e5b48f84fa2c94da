package import Models

/// What one exchange needs of a couple, loaded, and what it makes of it. Changed by decisions alone, in memory.
package struct Ledger: Sendable {
    package internal(set) var couple: CoupleRow
    package internal(set) var devices: [DeviceKey: DeviceRow]
    /// Loaded only where a decision may ask for them.
    package internal(set) var logs: PerSide<DeviceLog?>
    /// Of the logs that were loaded.
    var usages: PerSide<LogUsage?>
    /// Partners in whose log something ended in this exchange: what that changes of seals and grants is still to be worked out.
    var sidesWithEndings: Set<Side> = []
    /// Entries of this exchange that stand in a log already.
    package let knownEntries: Set<EntryHash>
    package internal(set) var records: [RecordKey: RecordRow]
    package internal(set) var grants: [VersionDigest: GrantRow]
    package internal(set) var boxes: [Locator: BoxRow]
    /// Locators of this exchange under which another couple has a box. No row of another couple is ever loaded.
    package let foreignBoxes: Set<Locator>
    package internal(set) var effects = Effects()

    /// The feeds' ends as they were loaded.
    package let heads: PerSide<Position>
    /// Given to every position of this exchange: they come and go together.
    package let point: Point

    init(
        couple: CoupleRow, devices: [DeviceRow], logs: PreparedLogs = PreparedLogs(), records: [RecordRow] = [],
        grants: [GrantRow] = [], boxes: [BoxRow] = [], foreignBoxes: Set<Locator> = [], point: Point
    ) {
        self.couple = couple
        self.devices = Dictionary(uniqueKeysWithValues: devices.map { ($0.key, $0) })
        self.logs = logs.logs
        usages = logs.usages
        knownEntries = logs.knownEntries
        self.records = Dictionary(records.map { ($0.key, $0) }) { first, _ in first }
        self.grants = Dictionary(grants.map { ($0.digest, $0) }) { first, _ in first }
        self.boxes = Dictionary(boxes.map { ($0.locator, $0) }) { first, _ in first }
        self.foreignBoxes = foreignBoxes
        self.point = point
        heads = PerSide(inviter: couple.sides.inviter.head, joiner: couple.sides.joiner.head)
    }
}

// MARK: - Feeds
extension Ledger {
    /// Gives `side` a change of `subject`.
    mutating func place(_ subject: FeedSubject?, on side: Side) -> Position {
        let position = couple.sides[side].head.next
        couple.sides[side].head = position
        couple.sides[side].point = point
        effects.placed[side].append(subject)
        return position
    }

    mutating func vacate(_ position: Position?, on side: Side) {
        guard let position else { return }
        if position > heads[side] {
            effects.placed[side][Int(position.value - heads[side].value - 1)] = nil
        } else {
            effects.vacated[side].append(position)
        }
    }

    /// Moves a record to the end of `side`'s feed.
    mutating func move(_ key: RecordKey, on side: Side) {
        guard let row = records[key] else { return }
        vacate(row.positions[side], on: side)
        let position = place(.record(key), on: side)
        records[key]?.positions[side] = position
        markUpdated(key)
    }

    func markedWhole(_ key: RecordKey) -> Bool { effects.bodies[key] != nil }

    mutating func markUpdated(_ key: RecordKey) {
        if !markedWhole(key) { effects.updated.insert(key) }
    }
}

// MARK: - Devices
extension Ledger {
    package var cards: [DeviceID: DeviceCard] { [DeviceID: DeviceCard](of: devices.values) }

    /// Whether a version that `device` signed counts for the partner on `side`.
    func accepts(_ version: @autoclosure () -> VersionDigest, by device: DeviceID, on side: Side) -> Bool {
        guard let row = devices[DeviceKey(device, of: side)], row.card.kind == .machine else { return false }
        return row.isLive || logs[side]?.state.accepts(version(), by: device) == true
    }

    /// Every live machine of a partner has finished offering.
    func isSettled(_ side: Side) -> Bool {
        devices.values.allSatisfy { $0.side != side || !$0.isLive || $0.card.kind != .machine || $0.isSettled }
    }
}

extension [DeviceID: DeviceCard] {
    /// To check signatures by. What a signature is checked by follows from the id, also where a card stands in both logs.
    init(of devices: some Sequence<DeviceRow>) {
        self.init(devices.map { ($0.id, $0.card) }) { first, _ in first }
    }
}

// MARK: - Records
extension Ledger {
    /// Puts a version in the place of whatever is there, and keeps the author's quota.
    mutating func put(_ row: RecordRow, body: Blob, by side: Side) {
        if let old = records[row.key], let oldSide = couple.side(of: old.header.author) {
            couple.sides[oldSide].records -= 1
            couple.sides[oldSide].bytes -= old.bodyBytes
        }
        couple.sides[side].records += 1
        couple.sides[side].bytes += row.bodyBytes
        records[row.key] = row
        effects.bodies[row.key] = body
        effects.updated.remove(row.key)
    }

    mutating func sawStamp(_ time: Instant, on side: Side) {
        couple.sides[side].greatest = max(couple.sides[side].greatest, time)
    }
}
