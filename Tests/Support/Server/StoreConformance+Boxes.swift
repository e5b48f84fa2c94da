import Models
import ServerCore
import Wire

extension StoreConformance {
    func keepBoxes(_ store: some Store, _ fixture: StoreFixture) throws {
        let random = fixture.random
        var invitation = BoxRow(
            locator: random.value(), couple: fixture.id, side: .inviter, kind: .invitation, device: nil, box: Blob([1]),
            expires: TestClock.start)
        let kit = BoxRow(
            locator: random.value(), couple: fixture.id, side: .joiner, kind: .kit, device: random.value(), box: Blob([2]),
            expires: nil)
        try store.write { writer in
            try writer.put(fixture.couple)
            try writer.put(invitation)
            try writer.put(kit)
        }
        try expect(try store.read { try $0.box(invitation.locator) }, invitation)
        invitation.answer = BoxRow.Answer(partner: random.value(), proof: Blob([3]))
        try store.write { try $0.put(invitation) }
        try expect(Set(try store.read { try $0.boxes(of: fixture.id) }), [invitation, kit])
        let link = BoxRow(
            locator: random.value(), couple: fixture.id, side: .inviter, kind: .link, device: random.value(), box: Blob([4]),
            expires: TestClock.start)
        try store.write { try $0.put(link) }
        try store.write { try $0.deleteUnansweredBoxes(expiredBefore: TestClock.start) }
        try expect(try store.read { try $0.boxes(of: fixture.id).count }, 3)
        try store.write { try $0.deleteUnansweredBoxes(expiredBefore: TestClock.start.advanced(by: .milliseconds(1))) }
        try expect(Set(try store.read { try $0.boxes(of: fixture.id) }), [invitation, kit])
        try store.write { try $0.deleteBox(kit.locator, of: fixture.id) }
        try expect(try store.read { try $0.box(kit.locator) }, nil)
    }

    func keepTokens(_ store: some Store, _ fixture: StoreFixture) throws {
        let device = DeviceKey(fixture.random.value(), of: .inviter)
        let rows = [1, 2, 3].map { second in
            TokenRow(
                hash: fixture.random.value(), couple: fixture.id, device: second == 3 ? DeviceKey(device.id, of: .joiner) : device,
                expires: TestClock.start.advanced(by: .seconds(second)))
        }
        try store.write { writer in
            try writer.put(fixture.couple)
            for row in rows { try writer.add(row, keeping: 8) }
        }
        func kept() throws -> [Bool] { try store.read { reader in try rows.map { try reader.token($0.hash) == $0 } } }
        try expect(try kept(), [true, true, true])
        try store.write { try $0.deleteTokens(expiredBefore: rows[1].expires) }
        try expect(try kept(), [false, true, true])
        try store.write { try $0.deleteTokens(of: device, couple: fixture.id) }
        try expect(try kept(), [false, false, true])
        try store.write { try $0.deleteAllTokens() }
        try expect(try kept(), [false, false, false])
    }

    func separateCouples(_ store: some Store, _ fixture: StoreFixture) throws {
        let other = try StoreFixture()
        let (row, body) = try fixture.note()
        try store.write { writer in
            try writer.put(fixture.couple)
            try writer.put(other.couple)
            try writer.put(row, body: body, of: fixture.id)
            try writer.place(.record(row.key), at: Position(1), side: .inviter, of: fixture.id)
        }
        try expect(try store.read { try $0.record(row.key, of: other.id) }, nil)
        try expect(try store.read { try $0.feed(after: .beginning, side: .inviter, of: other.id, paper: false, limit: 9) }, [])
        try expect(try store.read { try $0.coupleIDs() }, [fixture.id, other.id].sorted())
    }
}
