package import ServerCore

/// A database whose rows can be read as they are, one after another.
package protocol StoredRows {
    /// - Parameter take: gets each row as a `StoredRow`'s octets, which it mustn't keep.
    /// - Throws: `StoreError`, or what `take` throws.
    func rows(of table: StoredTable, _ take: (UnsafeRawBufferPointer) throws -> Void) throws
}

extension StoredRows {
    package func digest(of table: StoredTable) throws -> TableDigest {
        var digest = TableDigest()
        try rows(of: table) { digest.add($0) }
        return digest
    }
}

/// The database that data is moved from. Every error is a `StoreError`.
package protocol MoveSource: StoredRows {
    func mark() throws -> MoveMark?

    /// From now on nobody else writes, and the rows are those of one moment. Ends with `put` of a mark, or with this value.
    func hold() throws

    /// When it returns, no server can serve this database, even after a power failure.
    func put(_ mark: MoveMark) throws

    /// Lets servers serve it again.
    func removeMark() throws
}

/// The database that data is moved into: all of it or nothing, with `commit`. Every error is a `StoreError`.
package protocol MoveTarget: StoredRows {
    func contents() throws -> MoveTargetContents

    /// - Parameter rows: calls its argument with each row.
    func insert(into table: StoredTable, _ rows: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws

    /// What a check finds in the rows inserted.
    func findings() throws -> [CheckFinding]

    /// When it returns, everything inserted is there to stay.
    ///
    /// - Throws: `outcomeUnknown` if that may have happened nevertheless.
    func commit(as id: String) throws
}

package enum MoveTargetContents: Hashable, Sendable {
    case nothing
    /// What a move with this id has brought, perhaps changed since.
    case arrival(id: String)
    case other
}
