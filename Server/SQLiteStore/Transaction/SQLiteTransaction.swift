import FoundationEssentials
import GRDB
import Models
import ServerCore

/// A transaction on one connection.
package struct SQLiteTransaction {
    let database: Database
}

typealias Argument = any DatabaseValueConvertible

extension SQLiteTransaction {
    func run(_ sql: String, _ arguments: [Argument?]) throws {
        try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    }

    func all<Value>(_ sql: String, _ arguments: [Argument?], _ make: (Row) throws -> Value) throws -> [Value] {
        let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: StatementArguments(arguments))
        var values: [Value] = []
        while let row = try rows.next() { values.append(try make(row)) }
        return values
    }

    func first<Value>(_ sql: String, _ arguments: [Argument?], _ make: (Row) throws -> Value) throws -> Value? {
        let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: StatementArguments(arguments))
        let value = try rows.next().map(make)
        // A statement left on its first row would hold the transaction open.
        if value != nil { while try rows.next() != nil {} }
        return value
    }
}
