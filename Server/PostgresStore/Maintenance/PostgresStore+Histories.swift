package import Models
import ServerCore
import StoreSQL

extension PostgresStore {
    /// Begins a new history for every couple, after PostgreSQL's own means have put the database back to an older state. It's then served
    /// from here, even if it had been moved elsewhere. No server should be running.
    ///
    /// Takes some hundred couples at a time. If it's cut off, it has to be run again.
    /// - Parameters:
    ///   - random: returns that many random octets.
    ///   - progress: called with the number of couples so far.
    /// - Throws: `StoreError`.
    package static func beginNewHistories(
        _ database: PostgresDatabase, random: @escaping (Int) -> Bytes, progress: (Int) -> Void = { _ in }
    ) throws {
        let session = try PostgresSession(database)
        try PostgresSchema.checkVersion(session)
        // Servers don't start before the mark is gone.
        try session.showCouples()
        let store = try PostgresStore(database, connections: 4, evenIfMoved: true)
        defer { store.close() }
        var count = 0
        var last = ""
        while case let page = try session.couples(after: last), let end = page.last {
            try store.write { writer in
                let history = NewHistory(writer: writer, random: random)
                for id in page {
                    if let couple = try writer.couple(id) { try history.begin(for: couple) }
                }
            }
            count += page.count
            last = PostgresSession.digits(end.bytes)
            progress(count)
        }
        try store.write { try $0.deleteAllTokens() }
        try session.run("DELETE FROM secrets WHERE name = '\(SecretName.moved)'")
    }
}

extension PostgresSession {
    /// - Parameter last: an id in hexadecimal, or nothing.
    fileprivate func couples(after last: String) throws(StoreError) -> [CoupleID] {
        try texts("SELECT encode(id, 'base64') FROM couples WHERE id > decode('\(last)', 'hex') ORDER BY id LIMIT 500").compactMap {
            $0.first.flatMap { Bytes(base64: $0) }.flatMap { CoupleID(bytes: $0) }
        }
    }
}
