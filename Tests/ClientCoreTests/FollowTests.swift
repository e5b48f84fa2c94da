import Catalogue
import ClientCore
import Foundation
import LocalStore
import Models
import Support
import TestTraits
import Testing

@Suite("Asked first about what weighs on both", .onOwnThreads)
struct FollowTests {
    private static let june = Day(number: 20_605)

    private static func today(_ home: TestHome, _ day: Int64) throws -> TodayView {
        try home.client.today(on: june.advanced(by: day), about: nil)
    }

    private static func settle(_ homes: TestHome...) throws { for home in homes + homes { try home.sync() } }

    /// Both check in, and both see it.
    private static func checkIn(_ couple: TestPair, _ adas: String, _ bens: String) throws {
        for (home, text) in [(couple.ada, adas), (couple.ben, bens)] {
            _ = try home.client.checkIn(CheckIn(parsing: text))
            try home.sync()
        }
        try settle(couple.ada, couple.ben)
    }

    private static func following() throws -> TestPair {
        let couple = try TestPair()
        try couple.ada.client.set(.follow, to: "check-ins")
        try settle(couple.ada, couple.ben)
        return couple
    }

    @Test(arguments: RevealMode.allCases)
    func `both are asked the same, with the reason, and no day that has begun changes`(mode: RevealMode) throws {
        let couple = try Self.following()
        for home in [couple.ada, couple.ben] { try home.client.set(.reveal, to: mode.rawValue) }
        let phone = try couple.linkSecondDevice()
        couple.world.time.advance(seconds: 4 * 86_400)
        let before = try (4..<6).map { try Self.today(couple.ben, $0).prompt?.id }
        try Self.checkIn(couple, "busyness 8\nshame 9", "busyness 7: so tired\nshame 2")
        try Self.settle(couple.ada, couple.ben, phone)
        #expect(try (4..<6).map { try Self.today(couple.ada, $0).prompt?.id } == before)
        for day in 6..<34 as Range<Int64> {
            let views = try [couple.ada, couple.ben, phone].map { try Self.today($0, day) }
            #expect(Set(views.map(\.prompt?.id)).count == 1 && Set(views.map(\.because)).count == 1)
            #expect(views[0].because == (day.isMultiple(of: 2) ? .busyness : nil))
            if views[0].because != nil { #expect(views[0].prompt?.barriers.first == "busyness") }
        }
        #expect(try couple.ada.client.status().pending == 0 && couple.ben.client.status().pending == 0)
    }

    @Test func `what weighs on both can't be read in the home, where a day keeps it as its reason`() throws {
        let couple = try Self.following()
        try Self.checkIn(couple, "busyness 8", "busyness 7")
        #expect(try Self.today(couple.ada, 2).because == .busyness)
        let stored = try #require(try couple.ada.store.read { try $0.value("begun-day") })
        let blob = Data(base64Encoded: String(decoding: stored, as: UTF8.self).filter { $0 != "\"" }) ?? Data()
        for octets in [Data(stored), blob] { #expect(!String(decoding: octets, as: UTF8.self).contains("busyness")) }
        #expect(try Self.today(couple.ada, 2).because == .busyness)
    }

    @Test func `a day keeps its question and its reason, whatever comes later`() throws {
        let couple = try Self.following()
        try Self.checkIn(couple, "busyness 8", "busyness 7")
        let shown = try Self.today(couple.ada, 2)
        #expect(shown.because == .busyness)
        try couple.ada.client.set(.follow, to: "off")
        try Self.settle(couple.ada, couple.ben)
        #expect(try Self.today(couple.ada, 2) == shown)
    }

    @Test func `it is written down once for each check-in, by whoever sees it first`() throws {
        let couple = try Self.following()
        _ = try couple.ada.client.checkIn(CheckIn(parsing: "conflict 8"))
        try couple.ada.sync()
        couple.world.time.advance(seconds: 60)
        _ = try couple.ben.client.checkIn(CheckIn(parsing: "conflict 8"))
        // The check-in, and then what follows from it.
        #expect(try couple.ben.sync().pushed == 2)
        #expect(try couple.ada.sync().pushed == 0)
        #expect(try Self.today(couple.ada, 2).because == .conflict)
        #expect(try Self.today(couple.ben, 2).because == .conflict)
    }

    @Test func `seen by both at once, they come to the same`() throws {
        let couple = try Self.following()
        _ = try couple.ada.client.checkIn(CheckIn(parsing: "conflict 8"))
        _ = try couple.ben.client.checkIn(CheckIn(parsing: "conflict 9"))
        try couple.ada.sync()
        try couple.ben.sync()
        couple.world.time.advance(seconds: 30 * 3600)
        try Self.settle(couple.ada, couple.ben)
        for day in 1..<12 as Range<Int64> { #expect(try Self.today(couple.ada, day) == Self.today(couple.ben, day)) }
    }

    @Test func `chosen after a check-in, it begins with that one`() throws {
        let couple = try TestPair()
        try Self.checkIn(couple, "mismatch 6", "mismatch 10")
        #expect(try (2..<6).allSatisfy { try Self.today(couple.ben, $0).because == nil })
        try couple.ben.client.set(.follow, to: "check-ins")
        try Self.settle(couple.ben, couple.ada)
        #expect(try Self.today(couple.ada, 2).because == .mismatch)
        #expect(try couple.ada.client.setting(.follow) == "check-ins")
    }

    @Test func `what only one of them sealed, or weighs on one alone, changes nothing`() throws {
        let couple = try Self.following()
        _ = try couple.ada.client.checkIn(CheckIn(parsing: "conflict 10"))
        try Self.settle(couple.ada, couple.ben)
        #expect(try (1..<8).allSatisfy { try Self.today(couple.ada, $0).because == nil })
        try Self.checkIn(couple, "shame 10", "conflict 10")
        #expect(try (1..<8).allSatisfy { try Self.today(couple.ada, $0).because == nil })
    }
}
