import ClientCore
import GRDB
import Models
import Wire

extension SQLiteTransaction {
    func history(of record: RecordID) throws -> [HistoryRow] {
        try fetch(
            "history", "SELECT sequence, record, reason, content, at FROM history WHERE record = ? ORDER BY sequence",
            [record.column]
        ) { row in
            HistoryRow(
                sequence: try row.integer(0), record: try row.fixed(1), reason: try row.word(2), content: try row.blob(3),
                at: try row.instant(4))
        }
    }

    func add(_ version: HistoryRow) throws {
        try execute(
            "INSERT INTO history (record, reason, content, at) VALUES (?, ?, ?, ?)",
            [version.record.column, version.reason.rawValue, version.content.column, version.at.milliseconds])
    }

    func notices(unseenOnly: Bool) throws -> [NoticeRow] {
        let which = unseenOnly ? "WHERE is_seen = 0" : ""
        return try fetch("notice", "SELECT sequence, notice, at, is_seen FROM notice \(which) ORDER BY sequence") { row in
            NoticeRow(
                sequence: try row.integer(0), notice: try row.encoded(1), at: try row.instant(2), isSeen: try row.flag(3))
        }
    }

    func add(_ notice: NoticeRow) throws {
        let encoded = try WireJSON.encode(notice.notice)
        try execute(
            """
            INSERT INTO notice (notice, at, is_seen) SELECT ?, ?, ?
            WHERE NOT EXISTS (SELECT 1 FROM notice WHERE is_seen = 0 AND notice = ?)
            """, [encoded, notice.at.milliseconds, notice.isSeen, encoded])
    }

    func markNoticesSeen() throws {
        try execute("UPDATE notice SET is_seen = 1 WHERE is_seen = 0")
    }
}
