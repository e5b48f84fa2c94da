import GRDB
package import ServerCore
import StoreSQL

extension SQLiteStore {
    /// Checks the file and the invariants of its contents. Changes nothing. A server may be running.
    ///
    /// - Returns: an empty array if there are no defects.
    /// - Throws: `StoreError` if the database can't be read at all.
    package static func check(folder: String) throws -> [CheckFinding] {
        let path = DataFolder(path: folder).database
        guard try DataFolder.exists(path) else { throw StoreError.absent }
        return try StoreError.mapping(in: folder) {
            let queue = try DatabaseQueue(path: path, configuration: maintenance)
            defer { try? queue.close() }
            return try queue.read { database in
                try SQLiteSchema.check(database)
                return try findings(in: database)
            }
        }
    }

    static func findings(in database: Database) throws -> [CheckFinding] {
        var findings: [CheckFinding] = []
        let integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        if !integrity.isEmpty { findings.append(CheckFinding(kind: .integrity, count: integrity.count)) }
        let keys = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").count
        if keys > 0 { findings.append(CheckFinding(kind: .foreignKey, count: keys)) }
        for (kind, query) in CheckQueries.all {
            let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM (\(query))") ?? 0
            if count > 0 { findings.append(CheckFinding(kind: kind, count: count)) }
        }
        return findings
    }
}
