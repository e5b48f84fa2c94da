import ClientCore
import FoundationEssentials
import GRDB
import Models
import Wire

extension SQLiteTransaction {
    private static let columns = "SELECT id, held, kind, about, kept FROM record"

    func record(_ id: RecordID) throws -> HeldRecord? {
        try fetchOne("record", "\(Self.columns) WHERE id = ?", [id.column], held)
    }

    func records(of visibility: Visibility, includingTombstones: Bool) throws -> [HeldRecord] {
        try fetch(
            "record", "\(Self.columns) WHERE class = ? AND is_deleted <= ? ORDER BY rowid",
            [visibility.rawValue, includingTombstones], held)
    }

    func records(of visibility: Visibility, saying kind: Bytes) throws -> [HeldRecord] {
        try found(visibility, "kind = ?", [Data(kind)]) + found(visibility, "kind IS NULL", [])
    }

    /// SQLite, not knowing how few records are of one kind, would go through all of their class.
    private func found(_ visibility: Visibility, _ condition: String, _ arguments: StatementArguments) throws -> [HeldRecord] {
        try fetch(
            "record", "\(Self.columns) INDEXED BY record_by_kind WHERE class = ? AND is_deleted = 0 AND \(condition)",
            [visibility.rawValue] + arguments, held)
    }

    func records(about round: Bytes) throws -> [HeldRecord] {
        try fetch(
            "record", "\(Self.columns) WHERE class = 'shared' AND is_deleted = 0 AND about = ?", [Data(round)], held)
            + found(.shared, "kind IS NULL", [])
    }

    func records(of round: RoundID) throws -> [HeldRecord] {
        try fetch("record", "\(Self.columns) WHERE round = ? ORDER BY author", [round.column], held)
    }

    /// Homes of before version 3 hold records as JSON, until they are stored again.
    private func held(_ row: StoredRow) throws -> HeldRecord {
        let octets = try row.blob(1).bytes
        var held = try HeldRecord(compact: octets) ?? row.encoded(1)
        if let kind = try row.optionalBlob(2), let content = try row.optionalBlob(4) {
            held.kept = KeptDocument(kind: kind.bytes, about: try row.optionalBlob(3)?.bytes, content: content)
        }
        return held
    }

    func put(_ record: HeldRecord) throws {
        let header = record.header
        try execute(
            """
            INSERT INTO record (id, class, round, author, is_deleted, phase, is_tampered, held, kind, about, kept)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                class = excluded.class, round = excluded.round, author = excluded.author, is_deleted = excluded.is_deleted,
                phase = excluded.phase, is_tampered = excluded.is_tampered, held = excluded.held, kind = excluded.kind,
                about = excluded.about, kept = excluded.kept
            """,
            [
                header.id.column, header.visibility.rawValue, header.round?.column, header.author.column, header.isDeleted,
                record.phase?.rawValue, record.isTampered, Data(record.compact), record.kept.map { Data($0.kind) },
                record.kept?.about.map { Data($0) }, record.kept?.content.column,
            ])
    }

    func removeRecord(_ id: RecordID) throws { try execute("DELETE FROM record WHERE id = ?", [id.column]) }

    // The index `seal` covers every column.
    private static let seal = "SELECT round, author, is_deleted, phase, is_tampered FROM record INDEXED BY seal WHERE round"

    func sealOverview() throws -> [SealOverview] { try fetch("record", "\(Self.seal) IS NOT NULL", [], seal) }

    func seals(of round: RoundID) throws -> [SealOverview] {
        try fetch("record", "\(Self.seal) = ?", [round.column], seal)
    }

    private func seal(_ row: StoredRow) throws -> SealOverview { try seal(row, of: row.fixed(0), from: 1) }

    /// - Parameter column: of the author; deletion, phase and tampering follow.
    func seal(_ row: StoredRow, of round: RoundID, from column: Int) throws -> SealOverview {
        SealOverview(
            round: round, author: try row.fixed(column), isDeleted: try row.flag(column + 1),
            phase: try row.optionalWord(column + 2), isTampered: try row.flag(column + 3))
    }

    func frozenRounds(of author: PartnerID) throws -> [RoundID] {
        try fetch("record", "SELECT round FROM record WHERE phase = 'frozen' AND author = ? ORDER BY round", [author.column]) {
            try $0.fixed(0)
        }
    }

    func setAwaited(_ key: KeyID, by record: RecordID) throws {
        try execute(
            "INSERT INTO awaited_key (record, key) VALUES (?, ?) ON CONFLICT (record) DO UPDATE SET key = excluded.key",
            [record.column, key.column])
    }

    func takeRecords(awaiting key: KeyID) throws -> [RecordID] {
        let records: [RecordID] = try fetch("awaited_key", "SELECT record FROM awaited_key WHERE key = ?", [key.column]) {
            try $0.fixed(0)
        }
        if !records.isEmpty { try execute("DELETE FROM awaited_key WHERE key = ?", [key.column]) }
        return records
    }
}
