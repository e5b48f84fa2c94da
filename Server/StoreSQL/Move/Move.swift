package import ServerCore

/// Moves everything that a server stores from one database into another, where its clients find it as they left it: histories, cursors, tokens and the
/// server's keys stay the same.
///
/// At no time can servers serve both databases. The source is marked before the target is committed; if the process ends between the two, no
/// server serves the source, and the same move, run again, looks into the target and finishes or starts over. If it ends earlier, nothing
/// has changed on either side.
package struct Move<Source: MoveSource, Target: MoveTarget> {
    private let source: Source
    private let target: Target
    private let place: String

    /// - Parameter place: the target, for the mark.
    package init(from source: Source, to target: Target, place: String) {
        self.source = source
        self.target = target
        self.place = place
    }

    /// - Parameters:
    ///   - id: a new one.
    ///   - progress: called now and then.
    /// - Returns: `false` if an earlier run had moved everything, and only its last step was missing.
    /// - Throws: `MoveFailure`; `StoreError`: `moved` or `moving` if the source was moved elsewhere, `notEmpty` for the target. Then nothing has
    ///   changed. After `moving` to this place, the same has to be run again.
    package func run(id: String, progress: (MoveStep) -> Void) throws -> Bool {
        if let mark = try source.mark(), try finish(mark) { return false }
        guard try target.contents() == .nothing else { throw StoreError.notEmpty }
        try source.hold()
        for table in StoredTable.all { try copy(table, progress) }
        for table in StoredTable.all {
            guard try source.digest(of: table) == target.digest(of: table) else { throw MoveFailure.differs(table: table.name) }
            progress(.verified(table: table.name))
        }
        let findings = try target.findings()
        guard findings.isEmpty else { throw MoveFailure.damaged(findings) }
        try commit(id)
        return true
    }

    /// - Returns: whether a move that was cut off has brought everything. If it has brought nothing, its mark is gone.
    private func finish(_ mark: MoveMark) throws -> Bool {
        guard !mark.isFinished else { throw StoreError.moved(to: mark.place) }
        if try target.contents() == .arrival(id: mark.id) {
            try confirm(mark.id)
            return true
        }
        guard mark.place == place else { throw StoreError.moving(to: mark.place) }
        try source.removeMark()
        return false
    }

    private func copy(_ table: StoredTable, _ progress: (MoveStep) -> Void) throws {
        var count = 0
        try target.insert(into: table) { take in
            try source.rows(of: table) { row in
                try take(row)
                count += 1
                if count % 10_000 == 0 { progress(.copying(table: table.name, rows: count)) }
            }
        }
        progress(.copied(table: table.name, rows: count))
    }

    private func commit(_ id: String) throws {
        try source.put(MoveMark(id: id, place: place, isFinished: false))
        do {
            try target.commit(as: id)
        } catch StoreError.outcomeUnknown {
            throw StoreError.moving(to: place)
        } catch {
            try source.removeMark()
            throw error
        }
        try confirm(id)
    }

    private func confirm(_ id: String) throws { try source.put(MoveMark(id: id, place: place, isFinished: true)) }
}

package enum MoveFailure: Error, Hashable {
    /// The copy of this table isn't like the original.
    case differs(table: String)
    /// Both are alike, and a check finds damage.
    case damaged([CheckFinding])
}

package enum MoveStep: Hashable, Sendable {
    /// So many rows of a table so far.
    case copying(table: String, rows: Int)
    case copied(table: String, rows: Int)
    case verified(table: String)
}
