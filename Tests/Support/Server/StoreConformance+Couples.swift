import Models
import ServerCore

extension StoreConformance {
    func keepSecrets(_ store: some Store) throws {
        try expect(try store.read { try $0.secret("key") }, nil)
        try store.write { try $0.putSecret([1, 2, 3], name: "key") }
        try expect(try store.read { try $0.secret("key") }, [1, 2, 3])
        try expect(try store.read { try $0.secret("other") }, nil)
    }

    func keepCouples(_ store: some Store, _ fixture: StoreFixture) throws {
        try expect(try store.read { try $0.couple(fixture.id) }, nil)
        try store.write { try $0.put(fixture.couple) }
        try expect(try store.read { try $0.couple(fixture.id) }, fixture.couple)
        var changed = fixture.couple
        changed.history = fixture.random.value()
        changed.sides.joiner = SideState(
            partner: fixture.joiner.id, head: Position(8), point: fixture.random.value(), greatest: Instant(milliseconds: 6),
            records: 1,
            bytes: 2, hasLeft: true)
        try store.write { try $0.put(changed) }
        try expect(try store.read { try $0.couple(fixture.id) }, changed)
        try expect(try store.read { try $0.coupleIDs() }, [fixture.id])
    }

    func keepDevices(_ store: some Store, _ fixture: StoreFixture) throws {
        let link = TestDevice(kind: .link, expires: TestClock.start)
        var row = DeviceRow(id: link.id, side: .joiner, card: link.card, isLive: true, isSettled: false)
        let other = DeviceRow(id: link.id, side: .inviter, card: link.card, isLive: true, isSettled: true)
        try store.write { writer in
            try writer.put(fixture.couple)
            try writer.put(row, of: fixture.id)
        }
        try expect(try store.read { try $0.devices(of: fixture.id) }, [row])
        (row.isLive, row.isSettled) = (false, true)
        try store.write { try $0.put(row, of: fixture.id) }
        try expect(try store.read { try $0.devices(of: fixture.id) }, [row])
        try store.write { try $0.put(other, of: fixture.id) }
        try expect(Set(try store.read { try $0.devices(of: fixture.id) }), [row, other])
        try expect(try store.read { try $0.couples(knowing: link.id) }, [fixture.id])
        try expect(try store.read { try $0.couples(knowing: fixture.inviter.device.id) }, [])
    }

    func rememberHistories(_ store: some Store, _ fixture: StoreFixture) throws {
        let history: HistoryID = fixture.random.value()
        try store.write { writer in
            try writer.put(fixture.couple)
            try writer.addFormerHistory(history, of: fixture.id)
        }
        try expect(try store.read { try $0.isFormerHistory(history, of: fixture.id) }, true)
        try expect(try store.read { try $0.isFormerHistory(fixture.couple.history, of: fixture.id) }, false)
    }

    func keepLogs(_ store: some Store, _ fixture: StoreFixture) throws {
        var partner = fixture.inviter
        for _ in 0..<3 { _ = try partner.append(.add(card: TestDevice().card, retiring: nil)) }
        let entries = partner.log.entries
        try store.write { writer in
            try writer.put(fixture.couple)
            for entry in entries { try writer.append(EntryRow(side: .inviter, hash: entry.hash, entry: entry), of: fixture.id) }
        }
        try expect(try store.read { try $0.entries(of: fixture.id, side: .inviter) }, entries)
        try expect(try store.read { try $0.entries(of: fixture.id, side: .joiner) }, [])
        try expect(
            try store.read { try $0.entry(entries[2].hash, of: fixture.id) },
            EntryRow(side: .inviter, hash: entries[2].hash, entry: entries[2]))
        let again = EntryRow(side: .inviter, hash: entries[1].hash, entry: entries[1])
        guard (try? store.write { try $0.append(again, of: fixture.id) }) == nil else {
            throw ConformanceFailure(description: "an entry was appended twice")
        }
    }

    func keepGrants(_ store: some Store, _ fixture: StoreFixture) throws {
        let grant = try fixture.inviter.grant(.couple, to: [fixture.inviter.device.id, fixture.joiner.device.id])
        let row = GrantRow(
            side: .inviter, digest: grant.digest, grant: grant, positions: PerSide(inviter: Position(4), joiner: nil))
        try store.write { writer in
            try writer.put(fixture.couple)
            try writer.insert(row, of: fixture.id)
        }
        try expect(try store.read { try $0.grant(grant.digest, of: fixture.id) }, row)
        try expect(try store.read { try $0.grants(of: fixture.id) }, [row])
        try store.write { try $0.deleteGrant(grant.digest, of: fixture.id) }
        try expect(try store.read { try $0.grants(of: fixture.id) }, [])
    }
}
