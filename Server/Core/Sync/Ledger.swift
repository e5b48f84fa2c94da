package import Models

/// The part of a couple's data that one request needs, loaded into memory, and the changes that decisions make to it.
package struct Ledger: Sendable {
    package internal(set) var couple: CoupleRow
    package internal(set) var devices: [DeviceKey: DeviceRow]
    /// Loaded only if a decision may need them.
    package internal(set) var logs: PerSide<DeviceLog?>
    /// For the logs that were loaded.
    var usages: PerSide<LogUsage?>
    /// Sides in whose log this request ended a device or the membership. The effects on seals and grants are still to be applied.
    var sidesWithEndings: Set<Side> = []
    /// Entries of this request that are already in a log.
    package let knownEntries: Set<EntryHash>
    package internal(set) var records: [RecordKey: RecordRow]
    package internal(set) var grants: [VersionDigest: GrantRow]
    package internal(set) var boxes: [Locator: BoxRow]
    /// Locators in this request under which another couple has a box. No row of another couple is ever loaded.
    package let foreignBoxes: Set<Locator>
    package internal(set) var effects = Effects()

    /// The last positions of the feeds, as loaded.
    package let heads: PerSide<Position>
    /// The point of every position assigned by this request: they are committed or lost together.
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
    /// Appends a change of `subject` to `side`'s feed.
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

    /// Whether a stored version still counts. Its signer may have been removed since; then it gives way to any version that counts.
    func counts(_ row: RecordRow) -> Bool {
        guard let side = couple.side(of: row.header.author) else { return false }
        return accepts(row.header.digest, by: row.header.device, on: side)
    }

    /// The same for an opening.
    func counts(_ opening: Opening, on side: Side) -> Bool { accepts(opening.digest, by: opening.device, on: side) }

    /// Whether every live machine of a partner has finished offering.
    func isSettled(_ side: Side) -> Bool {
        devices.values.allSatisfy { $0.side != side || !$0.isLive || $0.card.kind != .machine || $0.isSettled }
    }
}

extension [DeviceID: DeviceCard] {
    /// For checking signatures. The id determines the card, even if the card is in both logs.
    init(of devices: some Sequence<DeviceRow>) {
        self.init(devices.map { ($0.id, $0.card) }) { first, _ in first }
    }
}

// MARK: - Records
extension Ledger {
    /// Inserts or replaces a version, and updates the quotas of both versions' authors.
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
