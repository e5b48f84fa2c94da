import Models
import Support
import Testing

@Suite("Device log")
struct DeviceLogTests {
    private let desk: TestDevice
    private let phone: TestDevice
    private let tablet: TestDevice
    private let kit: TestDevice
    private let link: TestDevice

    init() throws {
        desk = try TestDevice(1)
        phone = try TestDevice(2)
        tablet = try TestDevice(3)
        kit = try TestDevice(4, kind: .kit)
        link = try TestDevice(5, kind: .link, expires: Instant(milliseconds: 600_000))
    }

    @Test func `a partner is named by the first entry`() throws {
        let log = try LogDraft(desk).log
        #expect(log.partner.bytes == log.entries[0].hash.bytes)
        #expect(log.tips == [log.entries[0].hash])
        #expect(log.state.live == [desk.card])
        #expect(log.contains(log.entries[0].hash))
    }

    @Test func `a chain says who lives, who is paired, and who has left`() throws {
        var draft = try LogDraft(desk)
        try draft.add(phone, by: desk)
        try draft.add(kit, by: phone)
        try draft.append(.pair(partner: Sample.id(7)), by: phone)
        try draft.remove(desk, by: phone, standing: [Sample.id(8)])
        #expect(draft.state.live == [phone.card, kit.card].sorted { $0.id < $1.id })
        #expect(draft.state.liveMachines == [phone.id])
        #expect(draft.state.pairedWith == Sample.id(7))
        #expect(!draft.state.hasLeft)
        try draft.append(.leave, by: phone)
        #expect(draft.state.hasLeft)
        #expect(draft.log.tips == [draft.log.entries[4].hash, draft.log.entries[5].hash].suffix(1))
        #expect(try DeviceLog(entries: draft.log.entries) == draft.log)
    }

    @Test func `the same entry twice is one`() throws {
        var draft = try LogDraft(desk)
        try draft.add(phone, by: desk)
        var log = draft.log
        #expect(try log.insert(draft.log.entries[1]) == false)
        #expect(try log.insert(draft.log.entries[0]) == false)
        #expect(log == draft.log)
    }

    @Test func `each part of an entry is hashed and signed, but for the signature`() throws {
        let draft = try LogDraft(desk)
        let entry = try draft.entry(.leave, by: desk)
        func altered(_ previous: [EntryHash]? = nil, _ action: LogAction = .leave, _ device: DeviceID? = nil, time: Int64 = 0)
            -> LogEntry
        {
            LogEntry(
                previous: previous ?? entry.previous, action: action, device: device ?? entry.device,
                time: Instant(milliseconds: time), signature: entry.signature)
        }
        let actions: [LogAction] = [
            .pair(partner: Sample.id(1)), .pair(partner: Sample.id(2)), .remove(device: Sample.id(1), standing: []),
            .remove(device: Sample.id(1), standing: [Sample.id(2)]), .remove(device: Sample.id(1), standing: [Sample.id(3)]),
            .add(card: phone.card, retiring: nil), .add(card: phone.card, retiring: phone.id), .add(card: link.card, retiring: nil),
            .add(card: DeviceCard(kind: .link, signing: link.card.signing, agreement: link.card.agreement), retiring: nil),
        ]
        let all =
            [
                entry, altered([]), altered([Sample.id(1)]), altered([Sample.id(1), Sample.id(2)]), altered(time: 1),
                altered(nil, .leave, phone.id),
            ] + actions.map { altered(nil, $0) }
        #expect(Set(all.map(\.hash)).count == all.count)
        for other in all.dropFirst() { #expect(!other.signature.isValid(for: other.signedContent, by: desk.card.signing)) }
        let unsigned = LogEntry(
            previous: entry.previous, action: entry.action, device: entry.device, time: entry.time, signature: Sample.id(0))
        #expect(unsigned.hash == entry.hash)
    }

    @Test func `previous entries are named in ascending order`() throws {
        let entry = try LogEntry(
            previous: [Sample.id(3), Sample.id(1), Sample.id(2)], action: .leave, device: desk.id, time: Instant(milliseconds: 0),
            signedWith: desk.signing)
        #expect(entry.previous == [Sample.id(1), Sample.id(2), Sample.id(3)])
    }

    // MARK: - What counts of a removed device
    @Test func `of a removed device only what its removal lets stand counts`() throws {
        var draft = try LogDraft(desk)
        try draft.add(phone, by: desk)
        try draft.add(kit, by: desk)
        #expect(draft.state.accepts(Sample.id(8), by: phone.id))
        #expect(!draft.state.accepts(Sample.id(8), by: kit.id))
        #expect(!draft.state.accepts(Sample.id(8), by: tablet.id))
        try draft.remove(phone, by: desk, standing: [Sample.id(8)])
        #expect(draft.state.accepts(Sample.id(8), by: phone.id))
        #expect(!draft.state.accepts(Sample.id(9), by: phone.id))
        #expect(!draft.state.isLive(phone.id))
    }

    // MARK: - Codes on paper
    @Test func `a kit adds machines, again and again`() throws {
        var draft = try LogDraft(desk)
        try draft.add(kit, by: desk)
        try draft.add(phone, by: kit)
        try draft.add(tablet, by: kit)
        #expect(draft.state.liveMachines == [desk.id, phone.id, tablet.id])
        #expect(draft.state.isLive(kit.id))
    }

    @Test func `a link code adds one machine and ends itself with it`() throws {
        var draft = try LogDraft(desk)
        try draft.add(link, by: desk)
        try draft.add(phone, by: link, retiring: link.id)
        #expect(draft.state.isLive(phone.id))
        #expect(!draft.state.isLive(link.id))
        #expect(throws: LogError.signerNotAlive) { try draft.add(tablet, by: link, retiring: link.id) }
    }

    @Test func `a code on paper does nothing else`() throws {
        var draft = try LogDraft(desk)
        try draft.add(kit, by: desk)
        try draft.add(link, by: desk)
        let otherKit = try TestDevice(6, kind: .kit)
        let tries: [(LogAction, TestDevice)] = [
            (.add(card: phone.card, retiring: nil), link), (.add(card: phone.card, retiring: kit.id), link),
            (.add(card: otherKit.card, retiring: link.id), link), (.add(card: otherKit.card, retiring: nil), kit),
            (.add(card: phone.card, retiring: kit.id), kit), (.remove(device: desk.id, standing: []), kit),
            (.remove(device: desk.id, standing: []), link), (.pair(partner: Sample.id(1)), kit), (.leave, kit), (.leave, link),
        ]
        let before = draft.log
        for (action, signer) in tries {
            #expect(throws: LogError.notForPaper, "\(action)") { try draft.append(action, by: signer) }
        }
        #expect(draft.log == before)
    }
}
