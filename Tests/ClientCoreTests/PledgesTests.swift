import Catalogue
import ClientCore
import Models
import Support
import TestTraits
import Testing
import Vault

@Suite("Pledges", .onOwnThreads)
struct PledgesTests {
    private static let june = Day(number: 20_605)

    private static func pledge(_ home: TestHome, _ text: String) throws -> Int {
        try home.client.addPledge(text, from: june, through: june.advanced(by: 6))
    }

    private static func settle(_ couple: TestPair) throws {
        for home in [couple.ada, couple.ben, couple.ada, couple.ben] { try home.sync() }
    }

    @Test func `are there for both, told apart, in one order`() throws {
        let couple = try TestPair()
        #expect(try Self.pledge(couple.ada, "Phones away at dinner") == 1)
        couple.world.time.advance(seconds: 5)
        #expect(try Self.pledge(couple.ben, "One question first") == 1)
        try Self.settle(couple)
        #expect(try couple.ada.client.pledges().map(\.text) == ["Phones away at dinner", "One question first"])
        #expect(try couple.ben.client.pledges().map(\.text) == ["Phones away at dinner", "One question first"])
        #expect(try couple.ada.client.pledges().map(\.isMine) == [true, false])
        #expect(try couple.ben.client.pledges().map(\.isMine) == [false, true])
    }

    @Test func `either says that one was kept, and takes back only what they said themselves`() throws {
        let couple = try TestPair()
        _ = try Self.pledge(couple.ada, "Phones away at dinner")
        try Self.settle(couple)
        for home in [couple.ada, couple.ben] { home.isOffline = true }
        try couple.ben.client.keepPledge(1, on: Self.june.advanced(by: 2))
        try couple.ada.client.keepPledge(1, on: Self.june.advanced(by: 3))
        for home in [couple.ada, couple.ben] { home.isOffline = false }
        try Self.settle(couple)
        for home in [couple.ada, couple.ben] {
            #expect(try home.client.pledges()[0].keptOn == Self.june.advanced(by: 2))
        }
        try couple.ben.client.keepPledge(1, on: nil)
        try Self.settle(couple)
        #expect(try couple.ada.client.pledges()[0].keptOn == Self.june.advanced(by: 3))
        try couple.ada.client.keepPledge(1, on: nil)
        try Self.settle(couple)
        for home in [couple.ada, couple.ben] { #expect(try home.client.pledges()[0].keptOn == nil) }
        try couple.ada.client.keepPledge(1, on: Self.june)
        try Self.settle(couple)
        #expect(try couple.ben.client.pledges()[0].keptOn == Self.june)
    }

    @Test func `from before there was a partner come along on both sides, with what was said of them`() throws {
        let world = try World()
        let (ada, ben) = (try TestHome(world, seed: 1), try TestHome(world, seed: 2))
        for (home, name) in [(ada, "Ada"), (ben, "Ben")] {
            try home.client.initialise(name: name, deviceName: "desk", server: ServerSetting(parsing: World.address))
            _ = try Self.pledge(home, "Kept by \(name)")
            try home.client.keepPledge(1, on: Self.june)
            world.time.advance(seconds: 1)
            let second = try Self.pledge(home, "Unsaid by \(name)")
            try home.client.keepPledge(second, on: Self.june)
            try home.client.keepPledge(second, on: nil)
        }
        try ben.client.join(PaperCode(parsing: ada.client.invite().text), name: nil, deviceName: "laptop")
        for home in [ben, ada, ben, ada] { try home.sync() }
        for home in [ada, ben] {
            let pledges = try home.client.pledges()
            #expect(Set(pledges.map(\.text)) == ["Kept by Ada", "Kept by Ben", "Unsaid by Ada", "Unsaid by Ben"])
            #expect(pledges.allSatisfy { ($0.keptOn != nil) == $0.text.hasPrefix("Kept") })
        }
        let mine = try ben.client.pledges().filter { $0.text.hasPrefix("Kept by Ben") }.map(\.number)
        try ben.client.keepPledge(try #require(mine.first), on: nil)
        for home in [ben, ada] { try home.sync() }
        #expect(try ada.client.pledges().filter { $0.keptOn != nil }.map(\.text) == ["Kept by Ada"])
    }

    @Test(arguments: ["", " \n", "\u{200B}\u{2060}\u{FEFF}", "\u{3164} \u{AD}\u{0}"]) func `without words are none`(text: String)
        throws
    {
        let couple = try TestPair()
        #expect(throws: ClientError.emptyText) { try Self.pledge(couple.ada, text) }
        #expect(throws: ClientError.textTooLong(limit: 2_000)) {
            try Self.pledge(couple.ada, String(repeating: "a", count: 2_001))
        }
        #expect(throws: ClientError.unknownPledge(1)) { try couple.ada.client.keepPledge(1, on: Self.june) }
    }
}
