import Catalogue
import ClientCore
import Support
import TestTraits
import Testing

@Suite("Check-ins are rated apart and opened together", .onOwnThreads)
struct CheckInTests {
    private static func checkIn(_ text: String) throws -> CheckIn { try CheckIn(parsing: text) }

    /// Both check in, in either order, and see it revealed.
    private static func together(_ couple: TestPair, _ adas: String, _ bens: String, benFirst: Bool = false) throws {
        let sides = [(couple.ada, adas), (couple.ben, bens)]
        for (home, text) in benFirst ? sides.reversed() : sides {
            _ = try home.client.checkIn(checkIn(text))
            try home.sync()
        }
        for home in [couple.ada, couple.ben, couple.ada] { try home.sync() }
    }

    @Test(arguments: RevealMode.allCases, [false, true])
    func `nothing of the partner's is there before both have sealed, and then all of it`(mode: RevealMode, benFirst: Bool) throws {
        let couple = try TestPair()
        let homes = benFirst ? [couple.ben, couple.ada] : [couple.ada, couple.ben]
        for home in homes { try home.client.set(.reveal, to: mode.rawValue) }
        _ = try homes[0].client.checkIn(Self.checkIn("shame 7: a secret"))
        try homes[0].sync()
        try homes[1].sync()
        #expect(try homes[1].client.checkIns().isEmpty)
        #expect(try homes[1].client.trends().series.isEmpty)
        #expect(try homes[1].client.trends().waitsForMe)
        #expect(try homes[0].client.trends().waitsForPartner)
        _ = try homes[1].client.checkIn(Self.checkIn("shame 2"))
        #expect(try homes[1].client.trends().series.allSatisfy(\.theirs.isEmpty))
        for home in [homes[1], homes[0], homes[1]] { try home.sync() }
        for (home, mine, theirs) in [(homes[0], 7, 2), (homes[1], 2, 7)] {
            let pair = try #require(try home.client.checkIns().last)
            #expect(pair.mine?.checkIn.ratings[.barrier(.shame)]?.value == mine)
            #expect(pair.theirs?.checkIn.ratings[.barrier(.shame)]?.value == theirs)
        }
    }

    @Test func `the next one begins by itself once the last has opened; until then a new one takes the place of the old`() throws {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        _ = try ada.client.checkIn(Self.checkIn("shame 7"))
        try ada.sync()
        _ = try ada.client.checkIn(Self.checkIn("shame 6"))
        try ada.sync()
        #expect(try ada.client.history("checkin/us").map(\.words.text) == ["shame 7", "shame 6"])
        try Self.together(couple, "shame 5", "shame 2")
        #expect(try ben.client.checkIns().map { $0.theirs?.checkIn.text } == ["shame 5"])
        try Self.together(couple, "shame 4", "shame 3", benFirst: true)
        #expect(try ada.client.checkIns().map(\.number) == [1, 2])
        #expect(try ben.client.checkIns().map { $0.theirs?.checkIn.text } == ["shame 5", "shame 4"])
    }

    @Test func `a draft that is begun after the last has opened belongs to the next, and gives way to what is sealed`() throws {
        let couple = try TestPair()
        try Self.together(couple, "shame 5", "shame 2")
        let client = couple.ada.client
        try client.beginCheckIn()
        try client.beginCheckIn()
        try client.saveDraft("checkin/us", text: "shame 1")
        #expect(try client.show("checkin/us").rounds.map { $0.draft?.text } == [nil, "shame 1"])
        _ = try client.checkIn(Self.checkIn("shame 2"))
        #expect(try client.show("checkin/us").rounds.map { $0.draft?.text } == [nil, nil])
        #expect(try client.show("checkin/us").rounds.map { $0.mine?.text } == ["shame 5", "shame 2"])
    }

    @Test func `two who are both offline check in for the same round, and it opens when they meet again`() throws {
        let couple = try TestPair()
        for home in [couple.ada, couple.ben] { home.isOffline = true }
        _ = try couple.ada.client.checkIn(Self.checkIn("trusting 9"))
        _ = try couple.ben.client.checkIn(Self.checkIn("trusting 4"))
        #expect(try couple.ada.client.trends().series.map(\.mine.count) == [1])
        for home in [couple.ada, couple.ben] { home.isOffline = false }
        for home in [couple.ada, couple.ben, couple.ada] { try home.sync() }
        #expect(try couple.ada.client.trends().gaps.map(\.width) == [5])
        #expect(try couple.ben.client.trends().gaps.map(\.width) == [5])
    }

    @Test func `who has no partner yet keeps it for later, and may read it`() throws {
        let home = try TestHome(World(), seed: 5)
        try home.client.initialise(name: "Ada", deviceName: "desk", server: nil)
        #expect(try home.client.checkIn(Self.checkIn("shame 7")) == .keptUntilPaired)
        #expect(try home.client.show("checkin/us").rounds.last?.draft?.text == "shame 7")
        #expect(try home.client.trends().series.isEmpty)
    }

    @Test(arguments: ["checkin", "checkin/us", "CheckIn"])
    func `the check-in is found by its name, before anybody has begun one`(name: String) throws {
        let home = try TestHome(World(), seed: 5)
        try home.client.initialise(name: "Ada", deviceName: "desk", server: nil)
        #expect(try home.client.resolve(name) == "checkin/us")
        #expect(try home.client.show(home.client.resolve(name)).question == CheckIn.prompt.question)
    }

    @Test
    func `gaps are of the last time together, the widest first, and of two points at least; ties keep the order of the sheet`()
        throws
    {
        let couple = try TestPair()
        try Self.together(couple, "conflict 9", "conflict 0")
        try Self.together(
            couple, "vulnerability 1\nwounds 7\nshame 4\ncommunication 9\nmutual 3\ntrusting 8",
            "vulnerability 2\nwounds 5\nshame 8\ncommunication 3\nmutual 7\nrespectful 0")
        let trends = try couple.ada.client.trends()
        #expect(trends.gaps.map(\.subject.name) == ["communication", "shame", "mutual"])
        #expect(trends.gaps.map(\.mine) == [9, 4, 3] && trends.gaps.map(\.theirs) == [3, 8, 7])
        // Prompts about exactly these subjects, without duplicates.
        #expect(Set(trends.suggestions.map(\.id)).count == 3)
        #expect(trends.suggestions.map { $0.barriers.first } == ["communication", "shame", "mismatch"])
    }

    @Test func `eased is what both together rate better than in the times before: barriers down, qualities up`() throws {
        let couple = try TestPair()
        try Self.together(couple, "shame 9\nwounds 2\ntrusting 2\nmutual 8", "shame 9\nwounds 2\ntrusting 4\nmutual 8")
        #expect(try couple.ada.client.trends().eased.isEmpty)
        try Self.together(couple, "shame 5\nwounds 3\ntrusting 4\nmutual 7", "shame 5\nwounds 2\ntrusting 4\nmutual 7")
        for home in [couple.ada, couple.ben] {
            let eased = try home.client.trends().eased
            #expect(eased.map(\.subject.name) == ["shame", "trusting"])
            #expect(eased.map(\.before) == [9, 3] && eased.map(\.now) == [5, 4])
        }
    }

    @Test func `a prompt that was answered or skipped is not suggested`() throws {
        let couple = try TestPair()
        try Self.together(couple, "shame 9", "shame 2")
        let first = try #require(try couple.ada.client.trends().suggestions.first?.id)
        try couple.ada.client.skip(first, undo: false)
        #expect(try couple.ada.client.trends().suggestions.first?.id != first)
        #expect(try couple.ben.client.trends().suggestions.first?.id == first)
    }

    @Test func `words that are no check-in are passed over, and everything else stays`() throws {
        let couple = try TestPair()
        try Self.together(couple, "shame 9", "shame 2")
        _ = try couple.ada.client.again("checkin/us")
        _ = try couple.ada.client.seal("checkin/us", text: "Not a rating.")
        try couple.ada.sync()
        #expect(try couple.ada.client.checkIns().count == 1)
        #expect(try couple.ada.client.trends().together == 1)
    }
}
