import FoundationEssentials
import GRDB
import Models

extension SQLiteTransaction {
    func value(_ name: String) throws -> Bytes? {
        try fetchOne("value", "SELECT name, octets FROM value WHERE name = ?", [name]) { try $0.blob(1).bytes }
    }

    func values(under prefix: String) throws -> [(name: String, value: Bytes)] {
        // Names are ASCII, so U+FFFD sorts after all of them.
        try fetch(
            "value", "SELECT name, octets FROM value WHERE name >= ? AND name < ? ORDER BY name", [prefix, prefix + "\u{FFFD}"]
        ) { (try $0.text(0), try $0.blob(1).bytes) }
    }

    func setValue(_ value: Bytes?, for name: String) throws {
        guard let value else {
            try execute("DELETE FROM value WHERE name = ?", [name])
            return
        }
        try execute(
            "INSERT INTO value (name, octets) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET octets = excluded.octets",
            [name, Data(value)])
    }
}
