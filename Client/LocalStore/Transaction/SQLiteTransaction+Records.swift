import ClientCore
import GRDB
import Models
import Wire

extension SQLiteTransaction {
    func record(_ id: RecordID) throws -> HeldRecord? {
        try fetchOne("record", "SELECT id, held FROM record WHERE id = ?", [id.column]) { try $0.encoded(1) }
    }

    func records(of class: RecordClass, includingTombstones: Bool) throws -> [HeldRecord] {
        try fetch(
            "record", "SELECT id, held FROM record WHERE class = ? AND is_deleted <= ? ORDER BY rowid",
            [`class`.rawValue, includingTombstones]
        ) { try $0.encoded(1) }
    }

    func records(of round: RoundID) throws -> [HeldRecord] {
        try fetch("record", "SELECT id, held FROM record WHERE class = 'sealed' AND round = ? ORDER BY author", [round.column]) {
            try $0.encoded(1)
        }
    }

    func put(_ record: HeldRecord) throws {
        let header = record.header
        try execute(
            """
            INSERT INTO record (id, class, round, author, is_deleted, phase, is_tampered, held) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                class = excluded.class, round = excluded.round, author = excluded.author, is_deleted = excluded.is_deleted,
                phase = excluded.phase, is_tampered = excluded.is_tampered, held = excluded.held
            """,
            [
                header.id.column, header.class.rawValue, header.round?.column, header.author.column, header.isDeleted,
                record.phase?.rawValue, record.isTampered, WireJSON.encode(record),
            ])
    }

    // The index `seal` covers every column. SQLite, not knowing how many records a class has, wouldn't choose it.
    private static let seal =
        "SELECT round, author, is_deleted, phase, is_tampered FROM record INDEXED BY seal WHERE class = 'sealed'"

    func sealOverview() throws -> [SealOverview] { try fetch("record", Self.seal, [], seal) }

    func seals(of round: RoundID) throws -> [SealOverview] {
        try fetch("record", "\(Self.seal) AND round = ?", [round.column], seal)
    }

    private func seal(_ row: StoredRow) throws -> SealOverview {
        SealOverview(
            round: try row.fixed(0), author: try row.fixed(1), isDeleted: try row.flag(2), phase: try row.optionalWord(3),
            isTampered: try row.flag(4))
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
