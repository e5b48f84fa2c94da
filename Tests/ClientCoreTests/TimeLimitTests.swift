import ClientCore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

/// Every time limit of a client: just below it, at it, just above it, and with clocks that were set back or forward.
@Suite("A client's limits of time", .onOwnThreads)
struct TimeLimitTests {
    private func exchanges(_ home: TestHome, _ route: Route) -> Int { home.transport.transcript.count { $0.route == route } }

    // MARK: Tokens

    @Test(arguments: [(-1, 0), (0, 1), (1, 1)] as [(Int64, Int)])
    func `a token is used until half a minute before it ends`(offset: Int64, signIns: Int) throws {
        let couple = try TestPair()
        couple.world.time.advance(seconds: 10_000)
        try couple.ada.sync()
        let before = exchanges(couple.ada, .session)
        couple.world.time.advance(milliseconds: 870_000 + offset)
        try couple.ada.sync()
        #expect(exchanges(couple.ada, .session) - before == signIns)
    }

    @Test(arguments: [-86_400, -1000, 1000, 86_400] as [Int64], [0, 1000] as [Int64])
    func `a clock that was set costs a sign-in at most`(ahead: Int64, passed: Int64) throws {
        let couple = try TestPair()
        let before = exchanges(couple.ada, .session)
        couple.ada.clocks.ahead = ahead
        couple.world.time.advance(seconds: passed)
        _ = try couple.ada.client.ask("What did you dream?")
        try couple.ada.sync()
        #expect(try couple.ada.client.status().pending == 0)
        #expect((0...1).contains(exchanges(couple.ada, .session) - before))
    }

    // MARK: syncIfOlder

    @Test(arguments: [(-1, false), (0, true), (1, true)] as [(Int64, Bool)], [1, 60, 3600] as [Int64])
    func `what is a minute old is fetched anew, and what is younger is not`(
        moment: (offset: Int64, isFetched: Bool), seconds: Int64
    ) throws {
        let couple = try TestPair()
        try couple.ada.sync()
        let before = exchanges(couple.ada, .sync)
        couple.world.time.advance(milliseconds: seconds * 1000 + moment.offset)
        try couple.ada.client.syncIfOlder(than: .seconds(seconds), budget: .seconds(1))
        #expect((exchanges(couple.ada, .sync) > before) == moment.isFetched)
    }

    @Test(arguments: [-1, -60_000, -86_400_000] as [Int64])
    func `under a clock that was set back it is fetched, once`(milliseconds: Int64) throws {
        let couple = try TestPair()
        try couple.ada.sync()
        let before = exchanges(couple.ada, .sync)
        couple.ada.clocks.stoppedAt = couple.ada.clocks.wall.advanced(by: .milliseconds(milliseconds))
        try couple.ada.client.syncIfOlder(than: .seconds(60), budget: .seconds(1))
        let fetched = exchanges(couple.ada, .sync)
        #expect(fetched > before)
        try couple.ada.client.syncIfOlder(than: .seconds(60), budget: .seconds(1))
        #expect(exchanges(couple.ada, .sync) == fetched)
    }

    @Test func `what was never fetched is fetched, and with no age allowed everything is`() throws {
        let couple = try TestPair()
        try couple.ada.sync()
        let before = exchanges(couple.ada, .sync)
        try couple.ada.client.syncIfOlder(than: .seconds(0), budget: .seconds(1))
        #expect(exchanges(couple.ada, .sync) > before)
    }

    // MARK: Codes

    @Test(arguments: [(-1, true), (0, false), (1, false)] as [(Int64, Bool)], [0, -3600, 3600] as [Int64])
    func `an open invitation is given again until a minute before it ends, by the server's clock`(
        moment: (offset: Int64, isSame: Bool), ahead: Int64
    ) throws {
        let world = try World()
        let ada = try TestHome(world, seed: 1)
        ada.clocks.ahead = ahead
        try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        let first = try ada.client.invite()
        #expect(first.expires == world.time.now.advanced(by: .seconds(48 * 3600)))
        world.time.advance(milliseconds: (48 * 3600 - 60) * 1000 + moment.offset)
        let second = try ada.client.invite()
        #expect((first.text == second.text) == moment.isSame)
        // Whichever code is returned, it's valid.
        try TestHome(world, seed: 2).client.join(PaperCode(parsing: second.text), name: "Ben", deviceName: "laptop")
    }

    @Test(arguments: [(-1, true), (0, true), (1, false)] as [(Int64, Bool)], [0, -3600, 3600] as [Int64])
    func `a link code is good for ten minutes less five seconds, by the server's clock`(
        moment: (offset: Int64, isGood: Bool), ahead: Int64
    ) throws {
        let couple = try TestPair()
        couple.ada.clocks.ahead = ahead
        let code = try couple.ada.client.link()
        #expect(code.expires == couple.world.time.now.advanced(by: .seconds(595)))
        couple.world.time.advance(milliseconds: 595_000 + moment.offset)
        let phone = try TestHome(couple.world, seed: 3)
        phone.clocks.ahead = -ahead
        var error: (any Error)?
        do { try phone.client.useLink(PaperCode(parsing: code.text), deviceName: "phone") } catch let thrown { error = thrown }
        #expect((error == nil) == moment.isGood, "\(String(describing: error))")
    }

    @Test(arguments: [(-1, true), (0, true), (1, false)] as [(Int64, Bool)], [0, -86_400, 86_400] as [Int64])
    func `a link code that nobody used is ended a minute after its end, and not earlier`(
        moment: (offset: Int64, isLive: Bool), ahead: Int64
    ) throws {
        let couple = try TestPair()
        let code = try couple.ada.client.link()
        couple.ada.clocks.ahead = ahead
        couple.world.time.set(try #require(code.expires).advanced(by: .seconds(60)).advanced(by: .milliseconds(moment.offset)))
        try couple.ada.sync()
        #expect(try couple.ada.client.devices().contains { $0.kind == .link && $0.isLive } == moment.isLive)
    }

    @Test(arguments: [(-1, true), (0, true), (1, false)] as [(Int64, Bool)])
    func `a link code that would end more than eleven minutes from now was printed under a wrong clock, and is ended`(
        offset: Int64, isLive: Bool
    ) throws {
        let couple = try TestPair()
        let code = try couple.ada.client.link()
        // The server's clock was ahead, and is set back.
        couple.world.time.set(try #require(code.expires).advanced(by: .seconds(-660)).advanced(by: .milliseconds(-offset)))
        try couple.ada.sync()
        #expect(try couple.ada.client.devices().contains { $0.kind == .link && $0.isLive } == isLive)
    }

    // MARK: Ages of waiting changes

    /// How far a change's stamp is behind the server's clock when it's sent.
    private func age(_ couple: TestPair, before: () -> Void) throws -> Duration {
        couple.ada.isOffline = true
        try couple.ada.client.saveDraft(.firstWord, text: "Words.")
        before()
        couple.ada.isOffline = false
        try couple.ada.sync()
        let stamps = couple.ada.sentWrites.compactMap { write -> Instant? in
            guard case .record(let write) = write, write.record.header.visibility == .own else { return nil }
            return write.record.header.stamp.time
        }
        return couple.world.time.now.duration(since: try #require(stamps.last))
    }

    @Test(arguments: [-86_400, 0, 86_400] as [Int64])
    func `a change is as old as the boot clock says, whatever the wall clock was set to`(ahead: Int64) throws {
        let couple = try TestPair()
        couple.world.time.advance(seconds: 1000)
        try couple.ada.sync()
        let age = try age(couple) {
            couple.world.time.advance(milliseconds: 3_600_123)
            couple.ada.clocks.ahead = ahead
        }
        #expect(age == .milliseconds(3_600_123))
    }

    @Test(arguments: [(0, 3_600_000), (60, 3_660_000), (-60, 3_540_000), (-3600, 0), (-86_400, 0)] as [(Int64, Int64)])
    func `after another boot a change is as old as the wall clock says, and never from the future`(ahead: Int64, expected: Int64)
        throws
    {
        let couple = try TestPair()
        couple.world.time.advance(seconds: 1000)
        try couple.ada.sync()
        let age = try age(couple) {
            couple.world.time.advance(seconds: 3600)
            couple.ada.clocks.reboot()
            couple.ada.clocks.ahead = ahead
        }
        #expect(age == .milliseconds(expected))
    }

    // MARK: What is worth mentioning

    @Test(arguments: [(59_999, true), (60_000, true), (60_001, false)] as [(Int64, Bool)])
    func `a clock is worth a word if it is off by more than a minute`(off: Int64, isFine: Bool) {
        for ahead in [off, -off] { #expect((Finding.clock(ahead: .milliseconds(ahead)).level == .fine) == isFine) }
    }
}
