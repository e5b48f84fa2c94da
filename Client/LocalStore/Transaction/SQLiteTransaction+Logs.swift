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

    func grants() throws -> [KeyGrant] {
        try fetch("key_grant", "SELECT position, key_grant FROM key_grant ORDER BY position") { try $0.encoded(1) }
    }

    func add(_ grant: KeyGrant) throws {
        try execute(
            "INSERT INTO key_grant (digest, key_grant) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
            [grant.digest.column, WireJSON.encode(grant)])
    }
}
