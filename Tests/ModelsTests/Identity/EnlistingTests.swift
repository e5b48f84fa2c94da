import Models
import Support
import Testing

@Suite("Who enlisted whom in a device log")
struct EnlistingTests {
    private let desk: TestDevice
    private let phone: TestDevice
    private let tablet: TestDevice
    private let laptop: TestDevice
    private let watch: TestDevice
    private let kit: TestDevice
    private let link: TestDevice
    private let trunk: LogDraft

    /// The desk enlisted the phone.
    init() throws {
        desk = try TestDevice(1)
        phone = try TestDevice(2)
        tablet = try TestDevice(3)
        laptop = try TestDevice(4)
        watch = try TestDevice(5)
        kit = try TestDevice(6, kind: .kit)
        link = try TestDevice(7, kind: .link, expires: Instant(milliseconds: 600_000))
        var trunk = try LogDraft(desk)
        try trunk.add(phone, by: desk)
        self.trunk = trunk
    }

    private func enlisted(by device: TestDevice, in draft: LogDraft, sparing trusted: [TestDevice] = []) -> Set<DeviceID> {
        draft.log.enlisted(by: [device.id], sparing: Set(trusted.map(\.id)))
    }

    @Test func `whoever enlisted nothing has nothing`() {
        #expect(enlisted(by: phone, in: trunk).isEmpty)
        #expect(enlisted(by: tablet, in: trunk).isEmpty)
        #expect(trunk.log.enlisted(by: [], sparing: []).isEmpty)
        #expect(trunk.log.enlisters == [phone.id: desk.id])
    }

    @Test func `it goes on from device to device, and knows nothing of the others`() throws {
        var draft = trunk
        try draft.add(tablet, by: phone)
        try draft.add(kit, by: tablet)
        try draft.add(laptop, by: kit)
        try draft.add(watch, by: desk)
        #expect(enlisted(by: phone, in: draft) == [tablet.id, kit.id, laptop.id])
        #expect(enlisted(by: kit, in: draft) == [laptop.id])
        #expect(enlisted(by: desk, in: draft) == [phone.id, tablet.id, kit.id, laptop.id, watch.id])
        #expect(draft.log.enlisted(by: [phone.id, tablet.id], sparing: []) == [kit.id, laptop.id])
        #expect(draft.log.enlisters[laptop.id] == kit.id)
    }

    @Test func `a machine that came by a link code is that of whoever made the code`() throws {
        var draft = trunk
        try draft.add(link, by: phone)
        #expect(enlisted(by: phone, in: draft) == [link.id])
        try draft.add(tablet, by: link, retiring: link.id)
        #expect(enlisted(by: phone, in: draft) == [tablet.id])
        #expect(draft.log.enlisters[tablet.id] == phone.id)
    }

    @Test func `one that has ended is left out, and passes on what it enlisted`() throws {
        var draft = trunk
        try draft.add(tablet, by: phone)
        try draft.add(laptop, by: tablet)
        try draft.remove(tablet, by: desk)
        #expect(enlisted(by: phone, in: draft) == [laptop.id])
        try draft.remove(phone, by: desk)
        #expect(enlisted(by: phone, in: draft) == [laptop.id])
    }

    @Test func `what is trusted is spared, with what it alone enlisted`() throws {
        var draft = trunk
        try draft.add(tablet, by: phone)
        try draft.add(laptop, by: tablet)
        try draft.add(watch, by: phone)
        #expect(enlisted(by: phone, in: draft, sparing: [tablet]) == [watch.id])
        #expect(enlisted(by: desk, in: draft, sparing: [phone]).isEmpty)
        // The devices asked about are included, even if they are also spared.
        #expect(enlisted(by: phone, in: draft, sparing: [phone]) == [tablet.id, laptop.id, watch.id])
    }

    @Test func `what is void enlists nobody`() throws {
        var (left, right) = (trunk, trunk)
        try left.remove(phone, by: desk)
        try right.add(tablet, by: phone)
        try right.add(laptop, by: tablet)
        try left.meet(right)
        #expect(enlisted(by: phone, in: left).isEmpty)
        #expect(left.log.enlisters == [phone.id: desk.id])
    }

    @Test func `a device that two branches enlisted is that of either, whichever came first`() throws {
        var (left, right) = (trunk, trunk)
        try left.add(tablet, by: desk)
        try left.add(laptop, by: tablet)
        try right.add(tablet, by: phone)
        var (here, there) = (left, right)
        try here.meet(right)
        try there.meet(left)
        for draft in [here, there] {
            #expect(enlisted(by: phone, in: draft) == [tablet.id, laptop.id])
            #expect(enlisted(by: desk, in: draft) == [phone.id, tablet.id, laptop.id])
        }
    }
}
