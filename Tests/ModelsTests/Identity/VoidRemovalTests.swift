import Models
import Support
import Testing

@Suite("What counts of a device that was removed")
struct VoidRemovalTests {
    private let desk: TestDevice
    private let phone: TestDevice
    private let tablet: TestDevice
    private let laptop: TestDevice
    private let trunk: LogDraft

    /// The desk, phone and tablet are in the trunk; the laptop hasn't been enlisted yet.
    init() throws {
        desk = try TestDevice(1)
        phone = try TestDevice(2)
        tablet = try TestDevice(3)
        laptop = try TestDevice(4)
        var trunk = try LogDraft(desk)
        try trunk.add(phone, by: desk)
        try trunk.add(tablet, by: desk)
        self.trunk = trunk
    }

    // MARK: - What void removals let stand
    @Test func `a removed machine lets nothing of its own stand, by removing itself as if before its removal`() throws {
        var (left, right) = (trunk, trunk)
        try left.remove(phone, by: desk, standing: [Sample.id(1)])
        try right.remove(phone, by: phone, standing: [Sample.id(9)])
        let state = try LogDraft.meeting(left, right)
        #expect(state.standing == [phone.id: [Sample.id(1)]])
        #expect(!state.accepts(Sample.id(9), by: phone.id))
    }

    @Test func `two removed machines let nothing of each other's stand`() throws {
        var (left, right) = (trunk, trunk)
        try left.remove(phone, by: desk)
        try left.remove(tablet, by: desk)
        try right.remove(phone, by: tablet, standing: [Sample.id(9)])
        let state = try LogDraft.meeting(left, right)
        #expect(!state.accepts(Sample.id(9), by: phone.id))
        #expect(state.unconfirmed.isEmpty)
    }

    @Test func `what a machine lets stand before its own removal is seen, stands`() throws {
        var draft = trunk
        try draft.remove(phone, by: tablet, standing: [Sample.id(1)])
        try draft.remove(tablet, by: desk)
        #expect(draft.state.accepts(Sample.id(1), by: phone.id))
    }

    @Test func `a removal in a void entry ends its device all the same`() throws {
        var (left, right) = (trunk, trunk)
        try left.remove(phone, by: desk)
        try right.remove(tablet, by: phone, standing: [Sample.id(9)])
        let state = try LogDraft.meeting(left, right)
        #expect(state.liveMachines == [desk.id])
        #expect(!state.accepts(Sample.id(9), by: tablet.id))
    }

    // MARK: - Confirmations
    /// The desk has removed the phone; the tablet, without knowing that, has removed the desk.
    private func met() throws -> LogDraft {
        var (left, right) = (trunk, trunk)
        try left.remove(phone, by: desk, standing: [Sample.id(1)])
        try right.remove(desk, by: tablet, standing: [Sample.id(2)])
        try left.meet(right)
        return left
    }

    @Test func `where whoever removed a machine was removed too, a machine that is alive says what of it stands`() throws {
        var log = try met()
        #expect(log.state.removed == [phone.id, desk.id])
        #expect(log.state.unconfirmed == [phone.id])
        #expect(!log.state.accepts(Sample.id(1), by: phone.id))
        #expect(log.state.accepts(Sample.id(2), by: desk.id))
        try log.remove(phone, by: tablet, standing: [Sample.id(1), Sample.id(3)])
        #expect(log.state.unconfirmed.isEmpty)
        #expect(log.state.accepts(Sample.id(1), by: phone.id) && log.state.accepts(Sample.id(3), by: phone.id))
        #expect(try DeviceLog(entries: log.log.entries).state == log.state)
        #expect(throws: LogError.impossible) { try log.remove(phone, by: tablet, standing: [Sample.id(4)]) }
    }

    @Test func `whoever is removed by an entry that counts is not removed again, nor is a code on paper`() throws {
        var log = try met()
        #expect(throws: LogError.impossible) { try log.remove(desk, by: tablet) }
        let link = try TestDevice(9, kind: .link)
        var before = trunk
        try before.add(link, by: desk)
        var (left, right) = (before, before)
        try left.remove(link, by: desk)
        try right.remove(desk, by: tablet)
        try left.meet(right)
        #expect(left.state.removed == [link.id, desk.id])
        #expect(left.state.unconfirmed.isEmpty)
        #expect(throws: LogError.impossible) { try left.remove(link, by: tablet) }
    }

    @Test func `a confirmation that becomes void itself can be given again`() throws {
        var log = try met()
        try log.add(laptop, by: tablet)
        var other = log
        try log.remove(phone, by: tablet, standing: [Sample.id(1)])
        try other.remove(tablet, by: laptop)
        try log.meet(other)
        #expect(log.state.unconfirmed == [phone.id])
        try log.remove(phone, by: laptop, standing: [Sample.id(1)])
        #expect(log.state.accepts(Sample.id(1), by: phone.id))
    }

    // MARK: - What is void, and what a server learns first
    @Test
    func `an entry is void where whoever removed its signer had not seen it, and what counts supports what it builds on`() throws {
        var (left, right) = (trunk, trunk)
        try left.remove(phone, by: desk)
        let added = try right.append(.add(card: laptop.card, retiring: nil), by: phone)
        let further = try right.append(.leave, by: laptop)
        try left.meet(right)
        #expect(left.log.isVoid(added.hash) && left.log.isVoid(further.hash))
        #expect(left.log.entries.filter { left.log.isVoid($0.hash) }.count == 2)
        #expect(Set(left.log.supported.map(\.hash)) == Set(left.log.entries.map(\.hash)).subtracting([added.hash, further.hash]))
        try left.append(.pair(partner: Sample.id(7)), by: desk)
        #expect(left.log.supported.count == left.log.entries.count)
    }

    @Test func `void entries are offered before what makes them void, so that what builds on them can be taken`() throws {
        for number in 4..<12 as Range<UInt8> {
            let guest = try TestDevice(number)
            var (left, right) = (trunk, trunk)
            try left.remove(phone, by: desk)
            try right.append(.pair(partner: Sample.id(number)), by: desk)
            try right.add(guest, by: phone)
            try left.meet(right)
            try left.append(.leave, by: desk)
            var server = try DeviceLog(first: left.log.entries[0])
            for entry in left.log.inOfferingOrder {
                try server.insert(entry)
                #expect(!server.isVoid(entry.hash))
            }
            #expect(server.state == left.state)
        }
        #expect(trunk.log.inOfferingOrder == Array(trunk.log.entries.dropFirst()))
    }

    // MARK: - Compared with the rule as documented
    /// In the last two, a device is enlisted that was removed while its first enlisting was void.
    @Test(arguments: [1, 2, 3, 4, 5, 6, 36, 37]) func `long logs with branches say what the rule says`(seed: Int) throws {
        let random = SeededRandom(seed: UInt64(seed))
        let devices = try (1...70).map { try TestDevice($0, kind: $0 == 69 ? .kit : $0 == 70 ? .link : .machine) }
        var log = try LogDraft(devices[0]).log
        for _ in 0..<260 {
            let known = Set(log.entries.compactMap(\.action.added?.id))
            let (signer, target) = (random.pick(devices.filter { known.contains($0.id) }), random.pick(devices))
            let action: LogAction =
                switch random.below(10) {
                case 0...5: .add(card: target.card, retiring: signer.card.kind == .link ? signer.id : nil)
                case 6: .pair(partner: random.value())
                default: .remove(device: random.below(4) == 0 ? signer.id : target.id, standing: [random.value()])
                }
            let previous = random.below(2) == 0 ? log.tips : [random.pick(log.entries).hash]
            _ = try? log.insert(
                LogEntry(
                    previous: previous, action: action, device: signer.id,
                    time: Instant(milliseconds: Int64(random.below(1_000_000))), signedWith: signer.signing))
        }
        let plain = PlainLog(log.entries)
        #expect(plain.differences(from: log) == [])
        #expect(try plain.differences(from: DeviceLog(stored: log.entries)) == [])
        #expect(try plain.differences(from: #require(DeviceLog(of: log.partner, in: log.entries.reversed()))) == [])
    }
}
