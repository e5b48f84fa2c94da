import Models
import ServerCore

extension StoreConformance {
    private struct Stop: Error {}

    func undoTransaction(_ store: some Store, _ fixture: StoreFixture) throws {
        do {
            try store.write { writer in
                try writer.put(fixture.couple)
                throw Stop()
            }
            throw ConformanceFailure(description: "the error of a body was swallowed")
        } catch is Stop {}
        try expect(try store.read { try $0.couple(fixture.id) }, nil)
    }

    func undoSavepoint(_ store: some Store, _ fixture: StoreFixture) throws {
        try store.write { writer in
            try writer.put(fixture.couple)
            do {
                try writer.savepoint {
                    try writer.putSecret([1], name: "lost")
                    throw Stop()
                }
                throw ConformanceFailure(description: "the error of a savepoint was swallowed")
            } catch is Stop {}
            let value = try writer.savepoint {
                try writer.putSecret([2], name: "kept")
                return 5
            }
            try expect(value, 5)
        }
        try expect(try store.read { try $0.secret("lost") }, nil)
        try expect(try store.read { try $0.secret("kept") }, [2])
        try expect(try store.read { try $0.couple(fixture.id) }, fixture.couple)
    }

    func seeOwnWrites(_ store: some Store, _ fixture: StoreFixture) throws {
        let seen = try store.write { writer in
            try writer.put(fixture.couple)
            return try writer.couple(fixture.id)
        }
        try expect(seen, fixture.couple)
        var changed = fixture.couple
        changed.sides.inviter.records += 1
        let seenThen = try store.write(for: fixture.id) { writer in
            try expect(try writer.couple(fixture.id), fixture.couple)
            try writer.put(changed)
            return try writer.couple(fixture.id)
        }
        try expect(seenThen, changed)
    }

    func readUnfinished(_ store: some Store, _ fixture: StoreFixture) throws {
        try store.write { writer in
            try writer.put(fixture.couple)
            try expect(try store.read { try $0.couple(fixture.id) }, nil)
        }
        try expect(try store.read { try $0.couple(fixture.id) }, fixture.couple)
    }
}
