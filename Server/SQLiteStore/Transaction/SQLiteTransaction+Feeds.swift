import FoundationEssentials
import GRDB
package import Models
package import ServerCore
import StoreSQL

extension SQLiteTransaction {
    package func point(at position: Position, side: Side, of couple: CoupleID) throws -> Point? {
        try first(
            "SELECT point FROM points WHERE couple = ? AND side = ? AND first <= ? ORDER BY first DESC LIMIT 1",
            [couple.column, side.rawValue, position.value]
        ) { try $0.fixed(0) }
    }

    package func feed(after position: Position, side: Side, of couple: CoupleID, paper: Bool, limit: Int) throws -> [FeedRow] {
        try all(
            """
            SELECT position, kind, subject FROM feed
            WHERE couple = ? AND side = ? AND position > ? AND kind <= ? ORDER BY position LIMIT ?
            """, [couple.column, side.rawValue, position.value, paper ? FeedSubject.lastPaperKind : FeedSubject.lastKind, limit]
        ) { row in
            FeedRow(position: Position(row.integer(0)), subject: try FeedSubject(kind: row.integer(1), octets: row.octets(2)))
        }
    }

    package func withdrawals(
        after horizon: Position, seenUpTo seen: Position, side: Side, of couple: CoupleID, limit: Int
    ) throws -> [WithdrawalRow] {
        try all(
            """
            SELECT position, seen_from, scope, id FROM withdrawals
            WHERE couple = ? AND side = ? AND position > ? AND seen_from <= ? ORDER BY position LIMIT ?
            """, [couple.column, side.rawValue, horizon.value, seen.value, limit]
        ) { row in
            WithdrawalRow(
                key: RecordKey(scope: try row.numbered(2), id: try row.fixed(3)), seenFrom: Position(row.integer(1)),
                position: Position(row.integer(0)))
        }
    }
}

extension SQLiteTransaction {
    package func begin(_ point: Point, at first: Position, side: Side, of couple: CoupleID) throws {
        try run(
            "INSERT INTO points (couple, side, first, point) VALUES (?, ?, ?, ?)",
            [couple.column, side.rawValue, first.value, point.column])
    }

    package func forgetPoints(keeping: Int, side: Side, of couple: CoupleID) throws {
        try run(
            """
            DELETE FROM points WHERE couple = ?1 AND side = ?2 AND first < (
                SELECT first FROM points WHERE couple = ?1 AND side = ?2 ORDER BY first DESC LIMIT 1 OFFSET ?3)
            """, [couple.column, side.rawValue, keeping - 1])
        try run(
            """
            UPDATE points SET first = 1 WHERE couple = ?1 AND side = ?2
                AND first = (SELECT min(first) FROM points WHERE couple = ?1 AND side = ?2)
            """, [couple.column, side.rawValue])
    }

    package func place(_ subject: FeedSubject, at position: Position, side: Side, of couple: CoupleID) throws {
        try run(
            "INSERT INTO feed (couple, side, position, kind, subject) VALUES (?, ?, ?, ?, ?)",
            [couple.column, side.rawValue, position.value, subject.kind, subject.octets])
    }

    package func vacate(_ position: Position, side: Side, of couple: CoupleID) throws {
        try run(
            "DELETE FROM feed WHERE couple = ? AND side = ? AND position = ?",
            [couple.column, side.rawValue, position.value])
    }

    package func add(_ withdrawal: WithdrawalRow, side: Side, of couple: CoupleID) throws {
        try run(
            "INSERT INTO withdrawals (couple, side, position, seen_from, scope, id) VALUES (?, ?, ?, ?, ?, ?)",
            [
                couple.column, side.rawValue, withdrawal.position.value, withdrawal.seenFrom.value, withdrawal.key.scope.rawValue,
                withdrawal.key.id.column,
            ])
        try run(
            """
            DELETE FROM withdrawals WHERE couple = ?1 AND side = ?2 AND position IN (
                SELECT position FROM withdrawals WHERE couple = ?1 AND side = ?2 AND scope = ?3 AND id = ?4
                ORDER BY position DESC LIMIT -1 OFFSET ?5)
            """,
            [
                couple.column, side.rawValue, withdrawal.key.scope.rawValue, withdrawal.key.id.column, Room.withdrawals,
            ])
    }

    package func deleteWithdrawals(of couple: CoupleID) throws {
        try run("DELETE FROM withdrawals WHERE couple = ?", [couple.column])
    }
}
