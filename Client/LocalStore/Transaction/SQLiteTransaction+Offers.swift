import ClientCore
import GRDB
import Wire

extension SQLiteTransaction {
    /// In the order in which they were added.
    func offers(limit: Int) throws -> [Offer] {
        try fetch("offer", "SELECT position, offer FROM offer ORDER BY position LIMIT ?", [max(limit, 0)]) { try $0.encoded(1) }
    }

    func add(_ offer: Offer) throws {
        // Equal offers have equal bytes: `WireJSON` sorts the fields.
        try execute("INSERT INTO offer (offer) VALUES (?) ON CONFLICT (offer) DO NOTHING", [WireJSON.encode(offer)])
    }

    func remove(_ offer: Offer) throws {
        try execute("DELETE FROM offer WHERE offer = ?", [WireJSON.encode(offer)])
    }
}
