import FoundationEssentials
import GRDB
import Models
import SQLiteStore
import ServerCore

/// What reading a record's row costs: as the store does it, and by name through GRDB's rows.
struct ColumnAccess {
    private let store: SQLiteStore
    private let queue: DatabaseQueue
    private let couple: CoupleID
    private let rows: Int

    /// - Parameters:
    ///   - path: the file of the store.
    ///   - couple: one whose inviter has sealed answers.
    init(_ store: SQLiteStore, path: String, couple: CoupleID) throws {
        self.store = store
        self.couple = couple
        queue = try DatabaseQueue(path: path)
        rows = try store.read { try $0.records(in: .inviter, of: couple).count }
        guard rows > 0 else { throw BenchError("There are no records to read.") }
    }

    /// Microseconds a row, of each way.
    func costs(times: Int) throws -> [(name: String, microseconds: Double)] {
        [
            ("as the store does", try each(times) { _ = try store.read { try $0.records(in: .inviter, of: couple) } }),
            ("by name, GRDB's rows", try each(times) { try fetch { _ = NamedRecord($0) } }),
            (
                "by name, Decodable",
                try each(times) { try fetch { _ = try FetchableRecordDecoder().decode(StoredRecord.self, from: $0) } }
            ),
        ]
    }

    private func fetch(_ use: (Row) throws -> Void) throws {
        try queue.read { database in
            let statement = try database.cachedStatement(sql: "SELECT * FROM records WHERE couple = ? AND scope = ?")
            let cursor = try Row.fetchCursor(statement, arguments: [Data(couple.bytes), RecordScope.inviter.rawValue])
            while let row = try cursor.next() { try use(row) }
        }
    }

    private func each(_ times: Int, _ work: () throws -> Void) rethrows -> Double {
        try work()
        let taken = try ContinuousClock().measure { for _ in 0..<times { try work() } }
        return taken.seconds / Double(times * rows) * 1e6
    }
}

/// The columns of a record, read one by one.
private struct NamedRecord {
    let id, author, device, bodyHash, signature: Data
    let round, commitment, key, ownKey, ownKeySealed, openingDevice, openingSealed, openingSignature: Data?
    let kind, owner: String
    let time, counter: Int64
    let isDeleted, counts: Bool
    let phase, inviterPosition, joinerPosition: Int64?

    init(_ row: Row) {
        (id, author, device, bodyHash, signature) = (row["id"], row["author"], row["device"], row["body_hash"], row["signature"])
        (round, commitment, key, ownKey) = (row["round"], row["commitment"], row["key"], row["own_key"])
        (ownKeySealed, openingDevice) = (row["own_key_sealed"], row["opening_device"])
        (openingSealed, openingSignature) = (row["opening_sealed"], row["opening_signature"])
        (kind, owner, time, counter) = (row["class"], row["owner"], row["time"], row["counter"])
        (isDeleted, counts, phase) = (row["deleted"], row["counts"], row["phase"])
        (inviterPosition, joinerPosition) = (row["inviter_position"], row["joiner_position"])
    }
}

/// The same, by `Decodable`.
private struct StoredRecord: FetchableRecord, Decodable {
    static let databaseColumnDecodingStrategy = DatabaseColumnDecodingStrategy.convertFromSnakeCase

    let id, author, device, bodyHash, signature: Data
    let round, commitment, key, ownKey, ownKeySealed, openingDevice, openingSealed, openingSignature: Data?
    let `class`, owner: String
    let time, counter: Int64
    let deleted, counts: Bool
    let phase, inviterPosition, joinerPosition: Int64?
}
