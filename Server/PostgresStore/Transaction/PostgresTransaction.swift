import Models
import ServerCore
import StoreSQL

/// A transaction on one connection. What it writes is sent with the next statement that reads, or with the commit.
package struct PostgresTransaction {
    let connection: PostgresConnection
    /// What it may write for.
    let scope: Scope
    let sweeper: Sweeper
    /// `nil` unless it writes for one couple.
    var locked: LockedRow?

    enum Scope: Hashable {
        /// A snapshot of everything.
        case nothing
        case couple(CoupleID)
        case everything
    }
}

extension PostgresTransaction {
    /// Queues a statement that writes for `couple`.
    ///
    /// - Throws: `busy` for a couple that this transaction hasn't locked. What the caller decided on has changed in the meantime.
    func write(
        _ statement: Statement, for couple: CoupleID, _ arguments: [(any PostgresArgument)?], mustChange: Bool = false
    ) throws {
        switch scope {
        case .couple(couple), .everything: break
        case .couple: throw StoreError.busy
        case .nothing: throw StoreError.readOnly
        }
        try connection.queue(statement, [couple.column] + arguments, mustChange: mustChange)
    }

    func all<Value>(
        _ statement: Statement, _ arguments: [(any PostgresArgument)?], _ make: (PostgresRow) throws -> Value
    ) throws -> [Value] {
        try connection.rows(statement, arguments, make)
    }

    func first<Value>(
        _ statement: Statement, _ arguments: [(any PostgresArgument)?], _ make: (PostgresRow) throws -> Value
    ) throws -> Value? {
        try connection.rows(statement, arguments, limit: 1, make).first
    }
}

extension PostgresTransaction: StoreReader {}

extension PostgresTransaction: StoreWriter {
    /// A failure of the database itself ends the transaction as a whole: it may only come with the commit.
    package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        try connection.queue(.savepoint)
        do {
            let value = try body()
            try connection.queue(.release)
            return value
        } catch {
            guard connection.failure == nil else { throw error }
            try connection.queue(.rollbackToSavepoint)
            try connection.queue(.release)
            throw error
        }
    }
}
