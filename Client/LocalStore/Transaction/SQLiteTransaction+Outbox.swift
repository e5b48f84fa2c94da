import ClientCore
import GRDB
import Models
import Wire

extension SQLiteTransaction {
    private static let columns = "sequence, record, intent, wall, boot, boot_milliseconds, write, restamped, refusal"

    func outbox() throws -> [OutboxEntry] {
        try fetch("outbox", "SELECT \(Self.columns) FROM outbox ORDER BY sequence", [], entry)
    }

    func outbox(for record: RecordID) throws -> [OutboxEntry] {
        try fetch("outbox", "SELECT \(Self.columns) FROM outbox WHERE record = ? ORDER BY sequence", [record.column], entry)
    }

    func outboxEntry(_ sequence: Int64) throws -> OutboxEntry? {
        try fetchOne("outbox", "SELECT \(Self.columns) FROM outbox WHERE sequence = ?", [sequence], entry)
    }

    func outbox(_ part: OutboxPart, after sequence: Int64, limit: Int) throws -> [OutboxEntry] {
        // Each condition has its own index.
        let condition =
            switch part {
            case .unrefused: "refusal IS NULL"
            case .refused: "refusal IS NOT NULL"
            case .plain: "record IS NULL"
            case .unwritten: "record IS NULL AND write IS NULL"
            }
        return try fetch(
            "outbox", "SELECT \(Self.columns) FROM outbox WHERE \(condition) AND sequence > ? ORDER BY sequence LIMIT ?",
            [sequence, limit], entry)
    }

    @discardableResult
    func append(_ entry: OutboxEntry) throws -> Int64 {
        try execute(
            """
            INSERT INTO outbox (record, intent, wall, boot, boot_milliseconds, write, restamped, refusal)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """, arguments(of: entry))
    }

    /// Does nothing if the entry is gone, because another command processed its outcome first.
    func update(_ entry: OutboxEntry) throws {
        try execute(
            """
            UPDATE outbox SET
                record = ?, intent = ?, wall = ?, boot = ?, boot_milliseconds = ?, write = ?, restamped = ?, refusal = ?
            WHERE sequence = ?
            """, arguments(of: entry) + [entry.sequence])
    }

    func removeOutbox(_ sequence: Int64) throws {
        try execute("DELETE FROM outbox WHERE sequence = ?", [sequence])
    }

    private func arguments(of entry: OutboxEntry) throws -> StatementArguments {
        [
            entry.record?.column, entry.intent?.column, entry.wall.milliseconds, entry.boot.boot, entry.boot.milliseconds,
            try entry.write.map { try WireJSON.encode($0) }, entry.restamped, entry.refusal?.rawValue,
        ]
    }

    private func entry(_ row: StoredRow) throws -> OutboxEntry {
        OutboxEntry(
            sequence: try row.integer(0), record: try row.optionalFixed(1), intent: try row.optionalBlob(2),
            wall: try row.instant(3), boot: BootTime(boot: try row.text(4), milliseconds: try row.integer(5)),
            write: try row.optionalEncoded(6), restamped: try row.count(7),
            refusal: try row.optionalText(8).map(ErrorCode.init(rawValue:)))
    }
}
