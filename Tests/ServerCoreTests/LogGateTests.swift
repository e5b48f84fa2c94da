import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("Who may bring entries of whose log")
struct LogGateTests {
    /// A couple; the first partner's second device, which was removed; and the tips that it had signed on top of.
    private struct Scene {
        var couple: TestCouple
        let phone: TestPartner
        let tips: [EntryHash]

        init(_ kind: StoreKind) async throws {
            couple = try await kind.server().couple()
            let linked = try await couple.first.linked()
            phone = couple.first.partner.at(linked.partner.device)
            tips = phone.log.tips
            try await couple.first.pull([couple.first.partner.append(.remove(device: phone.device.id, standing: []))])
        }

        /// Signed by the removed device, as if before its removal.
        func entry(_ action: LogAction, after previous: [EntryHash]? = nil) throws -> LogEntry {
            try phone.entry(action, previous: previous ?? tips)
        }

        func offer(_ entry: LogEntry) -> Write { .entry(EntryWrite(partner: phone.id, entry: entry, offered: true)) }

        /// What a removed device may want to say in its owner's name.
        var actions: [LogAction] {
            [
                .remove(device: couple.first.partner.device.id, standing: []), .remove(device: phone.device.id, standing: []),
                .add(card: TestDevice().card, retiring: nil), .leave,
            ]
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `from the other partner nothing is taken that is void when it comes`(_ kind: StoreKind) async throws {
        var scene = try await Scene(kind)
        for action in scene.actions {
            let outcomes = try await scene.couple.second.pull([scene.offer(scene.entry(action))]).outcomes
            #expect(outcomes == [.refused(.badEntry)], "\(action)")
        }
        // The owner can still sign in as before.
        _ = try await scene.couple.first.server.signIn(scene.couple.first.partner)
        #expect(
            try await scene.couple.first.pull([scene.couple.first.partner.append(.add(card: TestDevice().card, retiring: nil))])
                .outcomes == [.applied])
    }

    @Test(arguments: StoreKind.allCases)
    func `a live machine of the log's own brings it, and it is void`(_ kind: StoreKind) async throws {
        var scene = try await Scene(kind)
        let machine = TestDevice()
        let added = try scene.entry(.add(card: machine.card, retiring: nil))
        #expect(try await scene.couple.first.pull([scene.offer(added)]).outcomes == [.applied])
        // Once stored, it's accepted from anyone; what follows it is void as well.
        #expect(try await scene.couple.second.pull([scene.offer(added)]).outcomes == [.applied])
        let further = try scene.phone.at(machine).entry(.leave, previous: [added.hash])
        #expect(try await scene.couple.second.pull([scene.offer(further)]).outcomes == [.refused(.badEntry)])
        await #expect(throws: Problem.of(.deviceUnknown)) {
            try await scene.couple.first.server.signIn(scene.phone.at(machine))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what counts is taken from the other partner, as after a server went back`(_ kind: StoreKind) async throws {
        var scene = try await Scene(kind)
        let added = try scene.couple.first.partner.entry(.add(card: TestDevice().card, retiring: nil))
        #expect(try await scene.couple.second.pull([scene.offer(added)]).outcomes == [.applied])
    }

    @Test(arguments: StoreKind.allCases)
    func `a machine that a removed one added does not come in with logs that it brings`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let server = scene.couple.first.server
        let machine = TestDevice()
        let added = try scene.entry(.add(card: machine.card, retiring: nil))
        let removal = try scene.entry(.remove(device: scene.couple.first.partner.device.id, standing: []), after: [added.hash])
        let leave = try scene.phone.at(machine).entry(.leave, previous: [removal.hash])
        let base = Array(scene.phone.log.entries)
        for more in [[], [removal], [removal, leave]] {
            let logs = [base + [added] + more, scene.couple.second.partner.log.entries]
            await #expect(throws: Problem.of(.deviceUnknown)) {
                try await server.signIn(scene.phone.at(machine), logs: logs)
            }
        }
        var second = scene.couple.second
        #expect(try await second.pull().changes.allSatisfy { $0.removes != scene.couple.first.partner.device.id })
        _ = try await server.signIn(scene.couple.first.partner)
    }

    @Test(arguments: StoreKind.allCases)
    func `with the logs of a partner's new machine nothing comes in that is void`(_ kind: StoreKind) async throws {
        var scene = try await Scene(kind)
        let server = scene.couple.first.server
        let owner = scene.couple.first.partner
        let base = Array(scene.phone.log.entries)
        for action in scene.actions {
            let tablet = TestDevice()
            _ = try scene.couple.second.partner.append(.add(card: tablet.card, retiring: nil))
            let logs = [try base + [scene.entry(action)], scene.couple.second.partner.log.entries]
            _ = try await server.signIn(scene.couple.second.partner.at(tablet), logs: logs)
            _ = try await server.signIn(owner)
        }
        // The owner receives the four entries that were stored, and no others.
        let entries = try await scene.couple.first.pull().changes.count { if case .entry = $0 { true } else { false } }
        #expect(entries == scene.actions.count)
    }

    @Test(arguments: StoreKind.allCases)
    func `a used link code does not unmake the machine that it made`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let link = TestDevice(kind: .link, expires: couple.now.advanced(by: .seconds(Limits().linkSeconds)))
        try await couple.first.pull([couple.first.partner.append(.add(card: link.card, retiring: nil))])
        let (machine, thief) = (TestDevice(), TestDevice())
        let before = couple.first.partner
        try await couple.first.pull([
            couple.first.partner.append(.add(card: machine.card, retiring: link.id), by: link)
        ])
        let again = try before.entry(.add(card: thief.card, retiring: link.id), by: link)
        #expect(
            try await couple.second.pull([.entry(EntryWrite(partner: before.id, entry: again, offered: true))]).outcomes == [
                .refused(.badEntry)
            ])
        await #expect(throws: Problem.of(.deviceUnknown)) {
            try await couple.first.server.signIn(before.at(thief), logs: [before.log.entries + [again]])
        }
        _ = try await couple.first.server.signIn(before.at(machine))
    }

    @Test(arguments: StoreKind.allCases)
    func `where a server lost both branches of a log, a machine comes in that builds on a void one`(_ kind: StoreKind) async throws
    {
        // The phone adds a guest; the desk, without knowing that, removes the phone; on top of both, it adds a tablet.
        var couple = try await kind.server().couple()
        let linked = try await couple.first.linked()
        var whole = couple.first.partner
        let tablet = TestDevice()
        let guest = try whole.at(linked.partner.device).entry(.add(card: TestDevice().card, retiring: nil))
        try await couple.first.pull([whole.append(.remove(device: linked.partner.device.id, standing: []))])
        try whole.log.insert(guest)
        _ = try whole.append(.add(card: tablet.card, retiring: nil))
        // The server knows only of the removal.
        let reply = try await couple.first.server.signIn(whole.at(tablet), logs: [whole.log.entries])
        #expect(reply.partner == whole.id)
    }

    @Test(arguments: StoreKind.allCases)
    func `a machine whose removal is still to be confirmed has its words back with that`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        var phone = try await couple.first.linked()
        let tablet = try await couple.first.linked()
        let record = try phone.partner.record(.shared, at: couple.now)
        #expect(try await phone.pull([.record(RecordWrite(record: record))]).outcomes == [.applied])
        // Desk and tablet continue from one entry: the desk removes the phone, the tablet the desk.
        var whole = couple.first.partner
        let tips = whole.log.tips
        let byDesk = try whole.entry(.remove(device: phone.partner.device.id, standing: [record.header.digest]), previous: tips)
        let byTablet = try whole.at(tablet.partner.device).entry(
            .remove(device: whole.device.id, standing: []), previous: tips)
        func offer(_ entry: LogEntry) -> Write { .entry(EntryWrite(partner: whole.id, entry: entry, offered: true)) }
        var client = try await couple.first.server.client(whole.at(tablet.partner.device))
        #expect(try await client.pull([offer(byDesk), offer(byTablet)]).outcomes == [.applied, .applied])
        let other = try couple.first.partner.at(phone.partner.device).record(.shared, at: couple.now)
        #expect(
            try await client.pull([.record(RecordWrite(record: other, offered: true))]).outcomes == [.refused(.deviceNotAlive)])
        try whole.log.insert(byDesk)
        try whole.log.insert(byTablet)
        #expect(whole.log.state.unconfirmed == [phone.partner.device.id])
        whole = whole.at(tablet.partner.device)
        let confirmation = try whole.append(.remove(device: phone.partner.device.id, standing: [other.header.digest]))
        #expect(try await client.pull([confirmation]).outcomes == [.applied])
        #expect(try await client.pull([.record(RecordWrite(record: other, offered: true))]).outcomes == [.applied])
    }
}

extension Change {
    fileprivate var removes: DeviceID? { if case .entry(let change) = self { change.entry.action.removed } else { nil } }
}
