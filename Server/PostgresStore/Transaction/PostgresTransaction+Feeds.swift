package import Models
package import ServerCore
import StoreSQL

extension PostgresTransaction {
    package func point(at position: Position, side: Side, of couple: CoupleID) throws -> Point? {
        try first(.point, [couple.column, side.rawValue, position.value]) { try $0.fixed(0) }
    }

    package func feed(after position: Position, side: Side, of couple: CoupleID, paper: Bool, limit: Int) throws -> [FeedRow] {
        let kind = paper ? FeedSubject.lastPaperKind : FeedSubject.lastKind
        return try all(.feed, [couple.column, side.rawValue, position.value, kind, limit]) { row in
            FeedRow(position: Position(row.integer(0)), subject: try FeedSubject(kind: row.integer(1), octets: row.octets(2)))
        }
    }

    package func withdrawals(
        after horizon: Position, seenUpTo seen: Position, side: Side, of couple: CoupleID, limit: Int
    ) throws -> [WithdrawalRow] {
        try all(.withdrawals, [couple.column, side.rawValue, horizon.value, seen.value, limit]) { row in
            WithdrawalRow(
                key: RecordKey(scope: try row.numbered(2), id: try row.fixed(3)), seenFrom: Position(row.integer(1)),
                position: Position(row.integer(0)))
        }
    }
}

extension PostgresTransaction {
    package func begin(_ point: Point, at first: Position, side: Side, of couple: CoupleID) throws {
        try write(.beginPoint, for: couple, [side.rawValue, first.value, point.column])
    }

    package func forgetPoints(keeping: Int, side: Side, of couple: CoupleID) throws {
        try write(.forgetPoints, for: couple, [side.rawValue, keeping - 1])
        try write(.moveFirstPoint, for: couple, [side.rawValue])
    }

    package func place(_ subject: FeedSubject, at position: Position, side: Side, of couple: CoupleID) throws {
        try write(.placeSubject, for: couple, [side.rawValue, position.value, subject.kind, subject.octets])
    }

    package func vacate(_ position: Position, side: Side, of couple: CoupleID) throws {
        try write(.vacate, for: couple, [side.rawValue, position.value])
    }

    package func add(_ withdrawal: WithdrawalRow, side: Side, of couple: CoupleID) throws {
        let (scope, id) = (withdrawal.key.scope.rawValue, withdrawal.key.id.column)
        try write(
            .addWithdrawal, for: couple,
            [side.rawValue, withdrawal.position.value, withdrawal.seenFrom.value, scope, id])
        try write(.forgetWithdrawals, for: couple, [side.rawValue, scope, id, Room.withdrawals])
    }

    package func deleteWithdrawals(of couple: CoupleID) throws { try write(.deleteWithdrawals, for: couple, []) }
}
