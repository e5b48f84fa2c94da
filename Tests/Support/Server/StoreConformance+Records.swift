import Models
import ServerCore

extension StoreConformance {
    func keepRecords(_ store: some Store, _ fixture: StoreFixture) throws {
        try store.write { try $0.put(fixture.couple) }
        let rows = try [
            fixture.seal(), fixture.seal(.revealed, by: .joiner), fixture.note(), fixture.note(deleted: true), fixture.note(.own),
        ]
        for (row, body) in rows {
            try store.write { try $0.put(row, body: body, of: fixture.id) }
            try expect(try store.read { try $0.record(row.key, of: fixture.id) }, row)
            try expect(try store.read { try $0.body(of: row.key, of: fixture.id) }, body)
        }
    }

    func replaceRecords(_ store: some Store, _ fixture: StoreFixture) throws {
        let (old, body) = try fixture.seal()
        let newer = try fixture.inviter.answer(
            old.header.round ?? fixture.random.value(), at: TestClock.start, counter: 10, deleted: true)
        let row = RecordRow(key: old.key, header: newer.header, signature: newer.signature, bodyBytes: 0)
        try store.write { writer in
            try writer.put(fixture.couple)
            try writer.put(old, body: body, of: fixture.id)
            try writer.put(row, body: newer.body, of: fixture.id)
        }
        try expect(try store.read { try $0.record(row.key, of: fixture.id) }, row)
        try expect(try store.read { try $0.body(of: row.key, of: fixture.id) }, .empty)
        try expect(try store.read { try $0.records(in: .inviter, of: fixture.id) }, [row])
    }

    func updateRecords(_ store: some Store, _ fixture: StoreFixture) throws {
        let (row, body) = try fixture.seal()
        var changed = row
        (changed.phase, changed.counts, changed.opening, changed.ownKey) = (.frozen, true, nil, nil)
        changed.positions = PerSide(inviter: nil, joiner: Position(7))
        try store.write { writer in
            try writer.put(fixture.couple)
            try writer.put(row, body: body, of: fixture.id)
            try writer.update(changed, of: fixture.id)
        }
        try expect(try store.read { try $0.record(row.key, of: fixture.id) }, changed)
        try expect(try store.read { try $0.body(of: row.key, of: fixture.id) }, body)
    }

    func separateScopes(_ store: some Store, _ fixture: StoreFixture) throws {
        let (shared, body) = try fixture.note()
        try store.write { writer in
            try writer.put(fixture.couple)
            try writer.put(shared, body: body, of: fixture.id)
        }
        for scope in [RecordScope.inviter, .joiner] {
            let key = RecordKey(scope: scope, id: shared.header.id)
            try expect(try store.read { try $0.record(key, of: fixture.id) }, nil)
            try expect(try store.read { try $0.records(in: scope, of: fixture.id) }, [])
        }
    }

    func findUnfrozenSeals(_ store: some Store, _ fixture: StoreFixture) throws {
        let sealed = try fixture.seal()
        let others = try [fixture.seal(.frozen), fixture.seal(.revealed), fixture.note(.own), fixture.seal(by: .joiner)]
        try store.write { writer in
            try writer.put(fixture.couple)
            for (row, body) in [sealed] + others { try writer.put(row, body: body, of: fixture.id) }
        }
        try expect(try store.read { try $0.unfrozenSeals(in: .inviter, of: fixture.id) }, [sealed.row])
    }

    func deleteRecords(_ store: some Store, _ fixture: StoreFixture) throws {
        let (row, body) = try fixture.note()
        try store.write { writer in
            try writer.put(fixture.couple)
            try writer.put(row, body: body, of: fixture.id)
            try writer.deleteRecord(row.key, of: fixture.id)
        }
        try expect(try store.read { try $0.record(row.key, of: fixture.id) }, nil)
        try expect(try store.read { try $0.body(of: row.key, of: fixture.id) }, nil)
    }
}
