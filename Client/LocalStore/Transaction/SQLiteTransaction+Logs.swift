import ClientCore
import GRDB
import Models
import Wire

extension SQLiteTransaction {
    func entries(of partner: PartnerID) throws -> [LogEntry] {
        try fetch("log_entry", "SELECT position, entry FROM log_entry WHERE partner = ? ORDER BY position", [partner.column]) {
            try $0.encoded(1)
        }
    }

    func add(_ entry: LogEntry, of partner: PartnerID) throws {
        try execute(
            "INSERT INTO log_entry (partner, hash, entry) VALUES (?, ?, ?) ON CONFLICT (partner, hash) DO NOTHING",
            [partner.column, entry.hash.column, WireJSON.encode(entry)])
    }

    func entry(_ hash: EntryHash, of partner: PartnerID) throws -> LogEntry? {
        try fetchOne(
            "log_entry", "SELECT position, entry FROM log_entry WHERE partner = ? AND hash = ?", [partner.column, hash.column]
        ) { try $0.encoded(1) }
    }

    func logMark() throws -> LogMark {
        let marks = try fetch(
            "log_entry",
            "SELECT coalesce(max(position), 0) FROM log_entry UNION ALL SELECT coalesce(max(position), 0) FROM key_grant"
        ) { try $0.integer(0) }
        return LogMark(entries: marks[0], grants: marks[1])
    }

    func remove(_ entry: EntryHash, of partner: PartnerID) throws {
        try execute("DELETE FROM log_entry WHERE partner = ? AND hash = ?", [partner.column, entry.column])
    }

    func grants() throws -> [KeyGrant] {
        try fetch("key_grant", "SELECT position, key_grant FROM key_grant ORDER BY position") { try $0.encoded(1) }
    }

    func grant(_ digest: VersionDigest) throws -> KeyGrant? {
        try fetchOne("key_grant", "SELECT position, key_grant FROM key_grant WHERE digest = ?", [digest.column]) {
            try $0.encoded(1)
        }
    }

    func storedGrants() throws -> [StoredGrant] {
        try fetch(
            "key_grant",
            "SELECT position, digest, opened, CASE WHEN opened IS NULL THEN key_grant END FROM key_grant ORDER BY position"
        ) { row in
            let content: StoredGrant.Content =
                if let opened = try row.optionalBlob(2) { .opened(opened) } else { .grant(try row.encoded(3)) }
            return StoredGrant(digest: try row.fixed(1), content: content)
        }
    }

    func keep(_ opened: Blob, ofGrant digest: VersionDigest) throws {
        try execute("UPDATE key_grant SET opened = ? WHERE digest = ?", [opened.column, digest.column])
    }

    func add(_ grant: KeyGrant) throws {
        try execute(
            "INSERT INTO key_grant (digest, key_grant) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
            [grant.digest.column, WireJSON.encode(grant)])
    }
}
