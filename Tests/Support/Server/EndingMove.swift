import Models
package import ServerCore
package import StoreSQL

/// Where a process that moves data is killed.
package enum MoveEnding: Hashable, Sendable, CaseIterable {
    case copyingCouples, copyingRecords, checking
    /// Before and after the source is marked.
    case marking, marked
    /// After the target is committed.
    case committed
}

/// The process is dead.
package struct Killed: Error {}

/// Ends the move at a point. Whatever is open is then dropped, as when a process is killed.
package struct EndingSource<Source: MoveSource>: MoveSource {
    let source: Source
    let ending: MoveEnding

    package init(_ source: Source, at ending: MoveEnding) {
        self.source = source
        self.ending = ending
    }

    package func mark() throws -> MoveMark? { try source.mark() }
    package func hold() throws { try source.hold() }
    package func removeMark() throws { try source.removeMark() }

    package func put(_ mark: MoveMark) throws {
        if ending == .marking || mark.isFinished { throw Killed() }
        try source.put(mark)
        if ending == .marked { throw Killed() }
    }

    package func rows(of table: StoredTable, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        try source.rows(of: table, take)
    }
}

package struct EndingTarget<Target: MoveTarget>: MoveTarget {
    let target: Target
    let ending: MoveEnding

    package init(_ target: Target, at ending: MoveEnding) {
        self.target = target
        self.ending = ending
    }

    package func contents() throws -> MoveTargetContents { try target.contents() }

    package func insert(into table: StoredTable, _ rows: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        try target.insert(into: table, rows)
        if ending == .copyingCouples, table.name == "couples" { throw Killed() }
        if ending == .copyingRecords, table.name == "records" { throw Killed() }
    }

    package func rows(of table: StoredTable, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        try target.rows(of: table, take)
    }

    package func findings() throws -> [CheckFinding] {
        if ending == .checking { throw Killed() }
        return try target.findings()
    }

    package func commit(as id: String) throws { try target.commit(as: id) }
}

/// Copies wrongly.
package struct FaultyTarget<Target: MoveTarget>: MoveTarget {
    package enum Fault: Hashable, Sendable, CaseIterable {
        /// The last row of a table isn't written.
        case lacksRow
        /// An octet at the end of a row is another.
        case hasOtherOctet
    }

    let target: Target
    let fault: Fault
    let table: String

    package init(_ target: Target, _ fault: Fault, in table: String) {
        self.target = target
        self.fault = fault
        self.table = table
    }

    package func contents() throws -> MoveTargetContents { try target.contents() }
    package func findings() throws -> [CheckFinding] { try target.findings() }
    package func commit(as id: String) throws { try target.commit(as: id) }

    package func insert(into table: StoredTable, _ rows: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        guard table.name == self.table else { return try target.insert(into: table, rows) }
        var copies: [Bytes] = []
        try rows { copies.append(Bytes($0)) }
        guard var last = copies.popLast() else { return }
        last[last.count - 1] ^= 1
        if fault == .hasOtherOctet { copies.append(last) }
        try target.insert(into: table) { take in for copy in copies { try copy.withUnsafeBytes(take) } }
    }

    package func rows(of table: StoredTable, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        try target.rows(of: table, take)
    }
}

extension StoredRows {
    /// Of every table that moves.
    package func digests() throws -> [String: TableDigest] {
        try Dictionary(uniqueKeysWithValues: StoredTable.all.map { ($0.name, try digest(of: $0)) })
    }
}
