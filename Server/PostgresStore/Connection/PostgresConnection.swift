import CPostgres
import ServerCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One connection, in libpq's pipeline mode: what only writes is queued, and sent with the next statement whose rows are needed.
///
/// After any error it must be closed: whatever it was doing is then rolled back by the server.
// Unchecked: libpq allows a connection to move between threads. The pool hands it to one at a time.
final class PostgresConnection: @unchecked Sendable {
    private enum Expected {
        case prepared(Statement)
        case done(Statement, mustChange: Bool)
        case synchronized
    }

    private let connection: OpaquePointer
    private let patience: Duration
    private var isPrepared = [Bool](repeating: false, count: Statement.allCases.count)
    /// The results that the server still owes, in order.
    private var expected: [Expected] = []
    private var expectedFirst = 0
    private var queued = 0
    /// Not 0 once the server has warned of something.
    private let warned = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    /// Why it can't be used any more.
    private(set) var failure: StoreError?

    /// The most statements to send without reading their results: if both sides only sent, both would wait for ever.
    private static var mostQueued: Int { 64 }

    /// - Parameter patience: how long the server may take to answer. One whose processes have stopped never does, and its system still
    ///   acknowledges what is sent.
    /// - Throws: `StoreError`.
    init(to database: PostgresDatabase, patience: Duration) throws(StoreError) {
        self.patience = patience
        connection = try database.connect()
        guard PQenterPipelineMode(connection) == 1 else {
            PQfinish(connection)
            warned.deallocate()
            throw .unavailable
        }
        warned.initialize(to: 0)
        twofold_pg_note_warnings(connection, warned)
    }

    deinit {
        PQfinish(connection)
        warned.deallocate()
    }

    /// The server's process for this connection.
    var process: Int32 { PQbackendPID(connection) }

    /// Queues a statement whose rows aren't needed. Its error, if any, comes with a later statement, and no later one takes effect.
    ///
    /// - Parameter mustChange: whether the transaction fails with `busy` unless the statement changes a row.
    func queue(_ statement: Statement, _ arguments: [(any PostgresArgument)?] = [], mustChange: Bool = false) throws {
        if queued >= Self.mostQueued { try synchronize() }
        try send(statement, arguments)
        expected.append(.done(statement, mustChange: mustChange))
    }

    /// Runs a statement, after what is queued.
    func rows<Value>(
        _ statement: Statement, _ arguments: [(any PostgresArgument)?], limit: Int32 = .max, _ make: (PostgresRow) throws -> Value
    ) throws -> [Value] {
        try send(statement, arguments)
        expected.append(.done(statement, mustChange: false))
        try sendSync()
        guard let result = try receive() else { throw fail(.unavailable) }
        defer { PQclear(result) }
        return try (0..<min(PQntuples(result), limit)).map { try make(PostgresRow(result: result, number: $0)) }
    }

    /// Sends what is queued, and waits until it has been run.
    func synchronize() throws {
        try sendSync()
        if let result = try receive() { PQclear(result) }
    }

    /// Sends what is queued. Its results are read before the next use.
    func sendAway() { try? sendSync() }

    /// Reads what an earlier use has left, and tells whether the connection still stands.
    func isReady() -> Bool {
        if expectedFirst < expected.count { _ = try? receive().map(PQclear) }
        guard failure == nil else { return false }
        // Between transactions the server sends nothing, except that it closes the connection, or that a setting has changed.
        var polled = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, 0) == 0
    }

    private func send(_ statement: Statement, _ arguments: [(any PostgresArgument)?]) throws {
        if let failure { throw failure }
        let prepared = PreparedStatement.all[statement.rawValue]
        if !isPrepared[statement.rawValue] {
            let isSent = PQsendPrepare(connection, prepared.name, prepared.sql, Int32(prepared.types.count), prepared.types)
            guard isSent == 1 else { throw fail(.unavailable) }
            isPrepared[statement.rawValue] = true
            expected.append(.prepared(statement))
        }
        var octets: [CChar] = []
        octets.reserveCapacity(512)
        let lengths = arguments.map { $0.map { Int32($0.append(to: &octets)) } ?? -1 }
        // So that an empty value isn't NULL.
        octets.append(0)
        guard twofold_pg_send(connection, prepared.name, octets, lengths, Int32(lengths.count)) == 1 else {
            throw fail(.unavailable)
        }
        queued += 1
    }

    private func sendSync() throws {
        if let failure { throw failure }
        guard PQpipelineSync(connection) == 1 else { throw fail(.unavailable) }
        queued = 0
        expected.append(.synchronized)
    }

    /// Reads everything that the server owes.
    ///
    /// - Returns: the last statement's result.
    private func receive() throws -> OpaquePointer? {
        var last: OpaquePointer?
        var error: StoreError?
        while expectedFirst < expected.count {
            let next = expected[expectedFirst]
            expectedFirst += 1
            guard hasResult(), let result = PQgetResult(connection) else {
                if let last { PQclear(last) }
                throw fail(error ?? .unavailable)
            }
            let status = PQresultStatus(result)
            if case .synchronized = next {
                PQclear(result)
                guard status == PGRES_PIPELINE_SYNC else {
                    error = error ?? .unavailable
                    break
                }
                continue
            }
            switch status {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK: if error == nil { error = complaint(result, about: next) }
            case PGRES_PIPELINE_ABORTED: if error == nil { error = .failed(code: -1) }
            default: if error == nil { error = StoreError(state: twofold_pg_state(result).map { String(cString: $0) }) }
            }
            if let last { PQclear(last) }
            last = result
            // Each statement's results end with a null.
            if let extra = PQgetResult(connection) { PQclear(extra) }
            if PQstatus(connection) != CONNECTION_OK { break }
        }
        guard let error else {
            expected.removeAll(keepingCapacity: true)
            expectedFirst = 0
            return last
        }
        if let last { PQclear(last) }
        // The first statement to notice a lost connection may only be told that an earlier one failed.
        throw fail(error == .failed(code: -1) && PQstatus(connection) != CONNECTION_OK ? .unavailable : error)
    }

    /// Waits until a result can be taken.
    ///
    /// - Returns: `false` if that takes too long.
    private func hasResult() -> Bool {
        let deadline = ContinuousClock.now + patience
        while PQisBusy(connection) == 1 {
            let rest = ContinuousClock.now.duration(to: deadline)
            guard rest > .zero else { return false }
            var polled = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
            _ = poll(&polled, 1, Int32(rest / .milliseconds(1)) + 1)
            // If the connection was lost, that's the result.
            if polled.revents != 0, PQconsumeInput(connection) != 1 { return true }
        }
        return true
    }

    /// What is wrong with a result although the server reports success.
    private func complaint(_ result: OpaquePointer, about expected: Expected) -> StoreError? {
        guard case .done(let statement, let mustChange) = expected else { return nil }
        // The COMMIT of a transaction that has failed succeeds, and says that it was a rollback.
        if statement == .commit, String(cString: PQcmdStatus(result)) != "COMMIT" { return .failed(code: -1) }
        // So does one whose wait for a standby was cancelled. It's on this server's disk, and nobody knows where else.
        if statement == .commit, warned.pointee != 0 { return .outcomeUnknown }
        return mustChange && String(cString: PQcmdTuples(result)) == "0" ? .busy : nil
    }

    private func fail(_ error: StoreError) -> StoreError {
        let error = failure ?? error
        failure = error
        return error
    }
}
