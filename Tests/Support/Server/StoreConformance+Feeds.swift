import Models
import ServerCore

extension StoreConformance {
    /// One subject of each kind, at positions 1 to 5 of the inviter's feed.
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
                let position = Position(Int64(index) + 1)
                try writer.begin(points[index], at: position, side: .inviter, of: fixture.id)
                try writer.place(subject, at: position, side: .inviter, of: fixture.id)
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
        try expect(try store.read { try $0.point(at: .beginning, side: .inviter, of: fixture.id) }, nil)
        try expect(try store.read { try $0.point(at: Position(2), side: .joiner, of: fixture.id) }, nil)
    }

    func limitFeeds(_ store: some Store, _ fixture: StoreFixture) throws {
        let (subjects, _) = try fill(store, fixture)
        try expect(try feed(store, fixture, after: 1, limit: 2).map(\.subject), Array(subjects[1...2]))
    }

    func vacate(_ store: some Store, _ fixture: StoreFixture) throws {
        let (subjects, points) = try fill(store, fixture)
        try store.write { try $0.vacate(Position(3), side: .inviter, of: fixture.id) }
        try store.write { try $0.begin(points[0], at: Position(6), side: .inviter, of: fixture.id) }
        try expect(try feed(store, fixture, after: 0).map(\.subject), [subjects[0], subjects[1], subjects[3], subjects[4]])
        try expect(try store.read { try $0.point(at: Position(3), side: .inviter, of: fixture.id) }, points[2])
        try expect(try store.read { try $0.point(at: Position(6), side: .inviter, of: fixture.id) }, points[0])
        // A point applies to all positions up to the next one.
        try store.write { try $0.place(subjects[0], at: Position(8), side: .inviter, of: fixture.id) }
        try expect(try store.read { try $0.point(at: Position(8), side: .inviter, of: fixture.id) }, points[0])
        try expect(try feed(store, fixture, after: 5).map(\.position), [Position(8)])
        // Vacated positions take up no room in a page.
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

// MARK: - What is forgotten
extension StoreConformance {
    func forgetPoints(_ store: some Store, _ fixture: StoreFixture) throws {
        let points: [Point] = (0..<6).map { _ in fixture.random.value() }
        try store.write { writer in
            try writer.put(fixture.couple)
            for (index, point) in points.enumerated() {
                try writer.begin(point, at: Position(Int64(index) * 10 + 1), side: .inviter, of: fixture.id)
            }
            try writer.begin(points[0], at: Position(1), side: .joiner, of: fixture.id)
            try writer.forgetPoints(keeping: 8, side: .inviter, of: fixture.id)
        }
        func point(_ position: Int64, _ side: Side = .inviter) throws -> Point? {
            try store.read { try $0.point(at: Position(position), side: side, of: fixture.id) }
        }
        try expect(try [1, 10, 11, 60].map { try point($0) }, [points[0], points[0], points[1], points[5]])
        try store.write { try $0.forgetPoints(keeping: 3, side: .inviter, of: fixture.id) }
        // Old positions get the oldest point that is kept, not the one they had.
        try expect(try [1, 30, 40, 41, 60].map { try point($0) }, [points[3], points[3], points[3], points[4], points[5]])
        try expect(try point(1, .joiner), points[0])
    }

    func keepLatestWithdrawals(_ store: some Store, _ fixture: StoreFixture) throws {
        let (often, once) = (
            RecordKey(scope: .joiner, id: fixture.random.value()), RecordKey(scope: .joiner, id: fixture.random.value())
        )
        let rows = (0..<Int64(Room.withdrawals) + 5).map { number in
            WithdrawalRow(
                key: number == 2 ? once : often, seenFrom: Position(2 * number + 1), position: Position(2 * number + 2))
        }
        try store.write { writer in
            try writer.put(fixture.couple)
            for row in rows { try writer.add(row, side: .inviter, of: fixture.id) }
        }
        let found = try store.read {
            try $0.withdrawals(after: .beginning, seenUpTo: Position(999), side: .inviter, of: fixture.id, limit: 999)
        }
        try expect(found, [rows[2]] + rows[5...])
    }

    func keepLatestHistories(_ store: some Store, _ fixture: StoreFixture) throws {
        let names: [HistoryID] = (0..<Room.formerHistories + 2).map { _ in fixture.random.value() }
        try store.write { writer in
            try writer.put(fixture.couple)
            for name in names { try writer.addFormerHistory(name, of: fixture.id) }
            try writer.addFormerHistory(names[5], of: fixture.id)
        }
        try expect(
            try store.read { reader in try names.map { try reader.isFormerHistory($0, of: fixture.id) } },
            [false, false] + Array(repeating: true, count: Room.formerHistories))
    }

    func keepLatestTokens(_ store: some Store, _ fixture: StoreFixture) throws {
        let device = DeviceKey(fixture.random.value(), of: .inviter)
        let rows = (0..<5).map { number in
            TokenRow(
                hash: fixture.random.value(), couple: fixture.id, device: number == 0 ? DeviceKey(device.id, of: .joiner) : device,
                expires: TestClock.start.advanced(by: .seconds(Int64(number))))
        }
        try store.write { writer in
            try writer.put(fixture.couple)
            for row in rows { try writer.add(row, keeping: 2) }
        }
        try expect(
            try store.read { reader in try rows.map { try reader.token($0.hash) != nil } }, [true, false, false, true, true])
    }
}
