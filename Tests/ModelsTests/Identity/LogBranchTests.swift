import Models
import Support
import Testing

@Suite("Branches of a device log that meet")
struct LogBranchTests {
    private let devices: [TestDevice]
    private let trunk: LogDraft

    private var desk: TestDevice { devices[0] }
    private var phone: TestDevice { devices[1] }
    private var tablet: TestDevice { devices[2] }
    private var laptop: TestDevice { devices[3] }
    private var watch: TestDevice { devices[4] }

    /// The desk and the phone are in the trunk; the others haven't been enlisted yet.
    init() throws {
        devices = try (1...5).map { try TestDevice($0) }
        var trunk = try LogDraft(devices[0])
        try trunk.add(devices[1], by: devices[0])
        self.trunk = trunk
    }

    @Test func `the removals of all branches hold`() throws {
        var (left, right) = (trunk, trunk)
        try left.add(tablet, by: desk)
        try left.remove(tablet, by: desk, standing: [Sample.id(1)])
        try right.add(laptop, by: desk)
        try right.remove(phone, by: desk, standing: [Sample.id(2)])
        let state = try LogDraft.meeting(left, right)
        #expect(state.removed == [tablet.id, phone.id])
        #expect(state.liveMachines == [desk.id, laptop.id])
        #expect(state.standing == [tablet.id: [Sample.id(1)], phone.id: [Sample.id(2)]])
    }

    @Test func `two removals of one device let stand what either lets stand`() throws {
        var (left, right) = (trunk, trunk)
        try left.remove(phone, by: desk, standing: [Sample.id(1)])
        try right.remove(phone, by: desk, standing: [Sample.id(2)])
        let state = try LogDraft.meeting(left, right)
        #expect(state.accepts(Sample.id(1), by: phone.id) && state.accepts(Sample.id(2), by: phone.id))
        #expect(!state.accepts(Sample.id(3), by: phone.id))
    }

    @Test func `what a removed device added without knowing of its removal is void, and all that follows from it`() throws {
        var (left, right) = (trunk, trunk)
        try left.remove(phone, by: desk)
        try right.add(tablet, by: phone)
        try right.add(laptop, by: tablet)
        try right.add(watch, by: laptop)
        let state = try LogDraft.meeting(left, right)
        #expect(state.liveMachines == [desk.id])
        #expect(!state.accepts(Sample.id(1), by: watch.id))
    }

    @Test func `what it added before the fork stays`() throws {
        var before = trunk
        try before.add(tablet, by: phone)
        var (left, right) = (before, before)
        try left.remove(phone, by: desk)
        try right.add(laptop, by: tablet)
        #expect(try LogDraft.meeting(left, right).liveMachines == [desk.id, tablet.id, laptop.id])
    }

    @Test func `devices that remove each other are both removed`() throws {
        var (left, right) = (trunk, trunk)
        try left.remove(phone, by: desk)
        try left.add(tablet, by: desk)
        try right.remove(desk, by: phone)
        try right.add(laptop, by: phone)
        let state = try LogDraft.meeting(left, right)
        #expect(state.removed == [desk.id, phone.id])
        #expect(state.live.isEmpty)
    }

    @Test func `a removed device neither pairs nor leaves for its partner`() throws {
        var (left, right) = (trunk, trunk)
        try left.remove(phone, by: desk)
        try right.append(.pair(partner: Sample.id(7)), by: phone)
        try right.append(.leave, by: phone)
        let state = try LogDraft.meeting(left, right)
        #expect(state.pairedWith == nil)
        #expect(!state.hasLeft)
    }

    @Test func `a link code used on two branches enlists nobody`() throws {
        let link = try TestDevice(9, kind: .link)
        var before = trunk
        try before.add(link, by: desk)
        var (left, right) = (before, before)
        try left.add(tablet, by: link, retiring: link.id)
        try right.add(laptop, by: link, retiring: link.id)
        #expect(try LogDraft.meeting(left, right).liveMachines == [desk.id, phone.id])
    }

    @Test func `tips are what nothing follows, and the next entry joins them`() throws {
        var (left, right) = (trunk, trunk)
        let one = try left.append(.add(card: tablet.card, retiring: nil), by: desk)
        let other = try right.append(.add(card: laptop.card, retiring: nil), by: phone)
        try left.meet(right)
        #expect(left.log.tips == [one.hash, other.hash].sorted())
        let joint = try left.append(.add(card: watch.card, retiring: nil), by: laptop)
        #expect(joint.previous == [one.hash, other.hash].sorted())
        #expect(left.log.tips == [joint.hash])
    }

    @Test func `two branches that pair with different partners agree on one`() throws {
        for seed in 0..<8 as Range<UInt8> {
            var (left, right) = (trunk, trunk)
            try left.append(.pair(partner: Sample.id(seed)), by: desk)
            try right.append(.pair(partner: Sample.id(seed + 100)), by: phone)
            #expect(try LogDraft.meeting(left, right).pairedWith != nil)
        }
    }

    @Test func `a device that two branches enlist is the same in both orders`() throws {
        let (early, late) = (Instant(milliseconds: 1), Instant(milliseconds: 2))
        for number in 20..<28 as Range<UInt8> {
            let link = try TestDevice(number, kind: .link)
            func ending(_ time: Instant) -> LogAction {
                .add(
                    card: DeviceCard(kind: .link, signing: link.card.signing, agreement: link.card.agreement, expires: time),
                    retiring: nil)
            }
            var (left, right) = (trunk, trunk)
            try left.append(ending(early), by: desk)
            try right.append(ending(late), by: phone)
            #expect(try LogDraft.meeting(left, right).isLive(link.id))
        }
    }

    /// On one branch a void device enlists the tablet, on the other a valid one does.
    @Test func `what counts does not depend on which branch came first`() throws {
        var (left, right) = (trunk, trunk)
        try left.remove(phone, by: desk)
        try left.add(tablet, by: desk)
        try right.add(tablet, by: phone)
        try right.add(laptop, by: tablet)
        _ = try LogDraft.meeting(left, right)
    }

    // MARK: - Every order
    @Test(arguments: 1...24) func `every order of arrival gives the same state`(seed: Int) throws {
        let random = SeededRandom(seed: UInt64(seed))
        let log = try grown(random)
        for _ in 0..<6 {
            let shuffled = try DeviceLog(entries: topologicallyShuffled(log.entries, random))
            let isSame = shuffled.state == log.state
            #expect(isSame)
            #expect(shuffled.tips == log.tips)
        }
    }

    @Test(arguments: 1...24) func `a removal once seen is never unseen`(seed: Int) throws {
        let random = SeededRandom(seed: UInt64(seed))
        let entries = topologicallyShuffled(try grown(random).entries, random)
        var log = try DeviceLog(first: entries[0])
        for entry in entries.dropFirst() {
            let before = log.state
            try log.insert(entry)
            #expect(log.state.removed.isSuperset(of: before.removed))
            #expect(log.state.removed.isDisjoint(with: log.state.live.map(\.id)))
        }
    }

    /// Three replicas that each write what they may, and merge now and then.
    private func grown(_ random: SeededRandom) throws -> DeviceLog {
        let paper = try [TestDevice(10, kind: .kit), TestDevice(11, kind: .link), TestDevice(12, kind: .link)]
        let all = devices + paper
        var replicas = [trunk, trunk, trunk]
        for _ in 0..<30 {
            let index = random.below(3)
            let signer = random.pick(all)
            let target = random.pick(all)
            let action: LogAction =
                switch random.below(8) {
                case 0...3: .add(card: target.card, retiring: signer.card.kind == .link ? signer.id : nil)
                case 4, 5: .remove(device: target.id, standing: [random.value()])
                case 6: .pair(partner: random.value())
                default: random.below(10) == 0 ? .leave : .add(card: target.card, retiring: signer.id)
                }
            do { try replicas[index].append(action, by: signer) } catch is LogError {}
            if random.below(6) == 0 { try replicas[index].meet(replicas[random.below(3)]) }
        }
        for replica in replicas.dropFirst() { try replicas[0].meet(replica) }
        return replicas[0].log
    }

    private func topologicallyShuffled(_ entries: [LogEntry], _ random: SeededRandom) -> [LogEntry] {
        var (waiting, done, order): ([LogEntry], Set<EntryHash>, [LogEntry]) = (entries, [], [])
        while !waiting.isEmpty {
            let ready = waiting.indices.filter { done.isSuperset(of: waiting[$0].previous) }
            let next = waiting.remove(at: random.pick(ready))
            done.insert(next.hash)
            order.append(next)
        }
        return order
    }
}
