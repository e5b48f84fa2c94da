import ClientCore
import LocalStore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A partner with hundreds of machines", .onOwnThreads)
struct ManyDevicesTests {
    /// Entries with which Ben enlists 300 devices and removes the last of them. The client is shown them, whatever a server would
    /// accept.
    private func crowd(_ ben: TestHome) throws -> (entries: [LogEntry], cards: [DeviceCard]) {
        let random = SeededRandom(seed: 7)
        let cards = try (0..<300).map { _ in try DeviceKeys(random: RandomSource { random.bytes($0) }).card(.machine) }
        var entries: [LogEntry] = []
        var tips = try ben.log(of: ben.membership.partner).tips
        let actions = cards.map { LogAction.add(card: $0, retiring: nil) } + [.remove(device: cards[299].id, standing: [])]
        for action in actions {
            entries.append(try ben.entry(action, previous: tips))
            tips = [entries[entries.count - 1].hash]
        }
        return (entries, cards)
    }

    private func show(_ entries: [LogEntry], of partner: PartnerID, to home: TestHome) throws {
        var changes = entries.map { Change.entry(EntryChange(partner: partner, entry: $0)) }
        home.transport.tamper = { reply in
            defer { changes = [] }
            return reply.with(changes: reply.changes + changes)
        }
        try home.sync()
        home.trustServer()
    }

    @Test(.attacks(.nothingIsLost))
    func `one who removes one of them leaves the other with keys, kit and links, and what is sealed can be read`() throws {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, try couple.ben.membership)
        let (entries, cards) = try crowd(couple.ben)
        try show(entries, of: ben.partner, to: ada)
        #expect(try ada.log(of: ben.partner).state.live.count == 300)
        let grants = ada.sentWrites.compactMap {
            if case .grant(let grant) = $0, grant.purpose == .couple { grant } else { nil }
        }
        let newest = try #require(grants.max { $0.epoch < $1.epoch })
        let parts = grants.filter { $0.key == newest.key }
        #expect(Set(parts.flatMap(\.sealed).map(\.recipient)).isSuperset(of: cards.dropLast().map(\.id)))
        #expect(parts.allSatisfy { Write.grant($0).encodedSize < 24 * 1024 })
        #expect(try ada.store.read { try $0.outbox().isEmpty })
        // The server has every part: none replaced another.
        let kept = try couple.ben.wire(couple.world).sync([]).changes.filter {
            if case .grant(let grant) = $0 { grant.key == newest.key } else { false }
        }
        #expect(kept.count == parts.count)
        let kit = try PaperCode(parsing: ada.client.makeKit(replacing: false).text)
        _ = try ada.client.makeKit(replacing: true)
        #expect(throws: ClientError.self) { try ada.client.checkKit(kit) }
        let phone = try couple.linkSecondDevice()
        _ = try phone.client.seal(.firstWord, text: "Ada's.")
        try phone.sync()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        #expect(try couple.ben.round(.firstWord).theirs?.text == "Ada's.")
    }

    @Test(.attacks(.nothingIsLost))
    func `a grant of before, too long for any server, is given anew in parts, to those who are still there`() throws {
        let couple = try TestPair()
        let (ada, me, ben) = (couple.ada, try couple.ada.membership, try couple.ben.membership)
        let before = couple.world.store.snapshot()
        let (entries, cards) = try crowd(couple.ben)
        try show(entries, of: ben.partner, to: ada)
        let key = SecretKey(random: RandomSource { Bytes(repeating: 0xEE, count: $0) })
        let card = try #require(ada.log(of: ben.partner).state.cards[ben.device])
        let long = try KeyGrant(
            of: key, for: .couple, epoch: 9, couple: me.couple, author: me.partner, by: ada.deviceKeys, device: me.device,
            to: [ada.deviceKeys.card(.machine), card] + cards)
        try ada.store.write { transaction in
            try transaction.add(long)
            try transaction.append(
                OutboxEntry(
                    record: nil, intent: nil, wall: ada.clocks.wall, boot: ada.clocks.boot, write: .grant(long),
                    refusal: .entryTooLarge))
        }
        try ada.sync()
        #expect(try ada.store.read { try $0.outbox().isEmpty })
        let given = ada.sentWrites.compactMap { write -> KeyGrant? in
            if case .grant(let grant) = write, grant.key == key.id, grant.digest != long.digest { grant } else { nil }
        }.flatMap(\.sealed).map(\.recipient)
        #expect(Set(given) == Set([me.device, ben.device] + cards.dropLast().map(\.id)))
        // Offered to a server that went back, it's again refused as too long.
        couple.world.restore(before)
        try ada.sync()
        #expect(try ada.noticesTaken().contains(.serverWentBack))
        try couple.ben.sync()
        #expect(try couple.ben.keyRing[key.id] == key)
    }

    @Test(.attacks(.nothingIsLost))
    func `what was refused before, and goes on being refused, keeps no code from being made`() throws {
        let couple = try TestPair()
        let (ada, me) = (couple.ada, try couple.ada.membership)
        let foreign = try KeyGrant(
            of: SecretKey(random: RandomSource { Bytes(repeating: 0xEE, count: $0) }), for: .personal, epoch: 0,
            couple: CoupleID(validated: Bytes(repeating: 1, count: 32)), author: me.partner, by: ada.deviceKeys,
            device: me.device,
            to: [])
        try ada.store.write { transaction in
            _ = try transaction.append(
                OutboxEntry(record: nil, intent: nil, wall: ada.clocks.wall, boot: ada.clocks.boot, write: .grant(foreign)))
        }
        let kit = try PaperCode(parsing: ada.client.makeKit(replacing: false).text)
        try ada.client.checkKit(kit)
        let phone = try couple.linkSecondDevice()
        #expect(try phone.client.devices().filter { $0.isLive && $0.kind == .machine }.count == 2)
        #expect(try ada.store.read { try $0.outbox().map(\.refusal) } == [.foreignCouple])
    }
}
