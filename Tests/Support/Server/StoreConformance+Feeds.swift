import Models
import ServerCore

extension StoreConformance {
    /// One subject of each kind at positions 1 to 5 of the inviter's feed.
    private func fill(_ store: some Store, _ fixture: StoreFixture) throws -> (subjects: [FeedSubject], points: [Point]) {
        let subjects: [FeedSubject] = [
            .record(RecordKey(scope: .inviter, id: fixture.random.value())), .entry(fixture.random.value()),
            .record(RecordKey(scope: .shared, id: fixture.random.value())), .grant(fixture.random.value()),
            .joined(fixture.random.value()),
        ]
        let points: [Point] = subjects.map { _ in fixture.random.value() }
        try store.write { writer in
            try writer.put(fixture.couple)
            for (index, subject) in subjects.enumerated() {
                try writer.place(
                    subject, at: Position(Int64(index) + 1), point: points[index], side: .inviter, of: fixture.id)
            }
        }
        return (subjects, points)
    }

    private func feed(_ store: some Store, _ fixture: StoreFixture, after: Int64, limit: Int = 9, paper: Bool = false) throws
        -> [FeedRow]
    {
        try store.read { try $0.feed(after: Position(after), side: .inviter, of: fixture.id, paper: paper, limit: limit) }
    }

    func readFeeds(_ store: some Store, _ fixture: StoreFixture) throws {
        let (subjects, points) = try fill(store, fixture)
        try expect(try feed(store, fixture, after: 0).map(\.subject), subjects)
        try expect(try feed(store, fixture, after: 3).map(\.position), [Position(4), Position(5)])
        try expect(try feed(store, fixture, after: 5), [])
        try expect(
            try store.read { try $0.feed(after: .beginning, side: .joiner, of: fixture.id, paper: false, limit: 9) }, [])
        try expect(try store.read { try $0.point(at: Position(2), side: .inviter, of: fixture.id) }, points[1])
        try expect(try store.read { try $0.point(at: Position(6), side: .inviter, of: fixture.id) }, nil)
        try expect(try store.read { try $0.point(at: Position(2), side: .joiner, of: fixture.id) }, nil)
    }

    func limitFeeds(_ store: some Store, _ fixture: StoreFixture) throws {
        let (subjects, _) = try fill(store, fixture)
        try expect(try feed(store, fixture, after: 1, limit: 2).map(\.subject), Array(subjects[1...2]))
    }

    func vacate(_ store: some Store, _ fixture: StoreFixture) throws {
        let (subjects, points) = try fill(store, fixture)
        try store.write { try $0.vacate(Position(3), side: .inviter, of: fixture.id) }
        try store.write { try $0.place(nil, at: Position(6), point: points[0], side: .inviter, of: fixture.id) }
        try expect(try feed(store, fixture, after: 0).map(\.subject), [subjects[0], subjects[1], subjects[3], subjects[4]])
        try expect(try store.read { try $0.point(at: Position(3), side: .inviter, of: fixture.id) }, points[2])
        try expect(try store.read { try $0.point(at: Position(6), side: .inviter, of: fixture.id) }, points[0])
        // A place that is vacant takes no room in a page.
        try expect(try feed(store, fixture, after: 1, limit: 2).map(\.position), [Position(2), Position(4)])
    }

    func showPaper(_ store: some Store, _ fixture: StoreFixture) throws {
        let (subjects, _) = try fill(store, fixture)
        try expect(try feed(store, fixture, after: 0, paper: true).map(\.subject), [subjects[1], subjects[3]])
    }

    func findWithdrawals(_ store: some Store, _ fixture: StoreFixture) throws {
        let rows = [(1, 3), (2, 5), (6, 7)].map { seen, position in
            WithdrawalRow(
                key: RecordKey(scope: .joiner, id: fixture.random.value()), seenFrom: Position(Int64(seen)),
                position: Position(Int64(position)))
        }
        try store.write { writer in
            try writer.put(fixture.couple)
            for row in rows { try writer.add(row, side: .inviter, of: fixture.id) }
        }
        func find(_ horizon: Int64, _ seen: Int64, limit: Int = 9, side: Side = .inviter) throws -> [WithdrawalRow] {
            try store.read {
                try $0.withdrawals(after: Position(horizon), seenUpTo: Position(seen), side: side, of: fixture.id, limit: limit)
            }
        }
        try expect(try find(0, 9), rows)
        try expect(try find(3, 9), Array(rows[1...]))
        try expect(try find(0, 2), Array(rows[..<2]))
        try expect(try find(0, 0), [])
        try expect(try find(0, 9, limit: 1), [rows[0]])
        try expect(try find(0, 9, side: .joiner), [])
        try store.write { try $0.deleteWithdrawals(of: fixture.id) }
        try expect(try find(0, 9), [])
    }
}
