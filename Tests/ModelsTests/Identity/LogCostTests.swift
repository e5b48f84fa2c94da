import Models
import Support
import Testing

/// Counted in entries visited: seconds would depend on the computer.
@Suite("What a device log costs")
struct LogCostTests {
    /// A desk with twenty devices, all in one chain.
    private let trunk: LogDraft
    private let devices: [TestDevice]

    init() throws {
        let all = try (1...21).map { try TestDevice($0) }
        var trunk = try LogDraft(all[0])
        for device in all.dropFirst() { try trunk.add(device, by: all[0]) }
        self.trunk = trunk
        devices = all
    }

    private func machines(_ numbers: Range<UInt8>) throws -> [TestDevice] { try numbers.map { try TestDevice($0) } }

    /// Fifteen branches of ten entries each.
    private func bush() throws -> DeviceLog {
        var log = trunk.log
        for branch in 0..<15 {
            var draft = trunk
            for number in 0..<10 { try draft.add(TestDevice(UInt8(40 + branch * 10 + number)), by: devices[branch]) }
            for entry in draft.log.entries { try log.insert(entry) }
        }
        return log
    }

    @Test func `a stored log is gone through once, however many branches it has`() throws {
        let entries = try bush().entries
        let stored = try DeviceLog(stored: entries)
        #expect(stored.steps == entries.count)
        #expect(stored.recounts == 1)
        #expect(PlainLog(entries).differences(from: stored) == [])
    }

    @Test func `branches that add machines grow without going through the rest`() throws {
        let log = try bush()
        // The trunk is read once, for the first of the branches.
        #expect(log.steps < 2 * log.entries.count)
        #expect(log.recounts == 0)
        #expect(PlainLog(log.entries).differences(from: log) == [])
    }

    @Test func `entries that fork from one place, refused or taken, have that place read once`() throws {
        var log = try bush()
        let before = log.steps
        let place = trunk.log.tips
        for machine in try machines(200..<250) {
            // The signer isn't enlisted there.
            let stray = try trunk.entry(.add(card: machine.card, retiring: nil), by: machine, after: place)
            #expect(throws: LogError.signerNotAlive) { try log.insert(stray) }
            try log.insert(trunk.entry(.add(card: machine.card, retiring: nil), by: devices[0], after: place))
        }
        #expect(log.steps - before < 2 * log.entries.count)
        #expect(PlainLog(log.entries).differences(from: log) == [])
    }

    @Test func `what a store adds to a log that is known is read with it once`() throws {
        let entries = try bush().entries
        var log = try DeviceLog(stored: Array(entries.prefix(60)))
        let before = log.steps
        try log.append(stored: entries.dropFirst(40))
        #expect(log.entries == entries)
        #expect(log.steps - before == entries.count)
        try log.append(stored: [LogEntry]())
        #expect(log.steps - before == entries.count)
        #expect(throws: LogError.unknownPrevious) { try DeviceLog(stored: [entries[0], entries[2]]) }
    }

    /// Whatever is cached on the way, a log's state is that of all its entries.
    @Test(arguments: 1...32) func `a log says the same, in one piece and entry by entry`(seed: Int) throws {
        let random = SeededRandom(seed: UInt64(seed))
        let link = try TestDevice(30, kind: .link)
        let all = try Array(devices.prefix(6)) + machines(40..<52) + [link]
        var draft = try LogDraft(devices[0])
        for device in devices.prefix(6).dropFirst() { try draft.add(device, by: devices[0]) }
        for _ in 0..<80 {
            let (signer, target) = (random.pick(all), random.pick(all))
            let action: LogAction =
                switch random.below(12) {
                case 0...6: .add(card: target.card, retiring: signer.card.kind == .link ? signer.id : nil)
                case 7...9: .remove(device: target.id, standing: [random.value()])
                case 10: .pair(partner: random.value())
                default: random.below(8) == 0 ? .leave : .add(card: target.card, retiring: signer.id)
                }
            // On top of the tips, or somewhere before them.
            let places = (0...random.below(2)).map { _ in random.pick(draft.log.entries).hash }
            let previous = random.below(3) == 0 ? draft.log.tips : Array(Set(places))
            let entry = try draft.entry(action, by: signer, after: previous)
            do { try draft.insert(entry) } catch is LogError { continue }
            let whole = try DeviceLog(stored: draft.log.entries)
            #expect(PlainLog(draft.log.entries).differences(from: draft.log) == [])
            #expect(whole.state == draft.state)
            #expect(draft.state.liveCount == draft.state.live.count)
        }
        #expect(try DeviceLog(entries: draft.log.entries).state == draft.state)
    }
}
