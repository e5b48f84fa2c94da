import Catalogue
import ClientCore
import Commands
import Models
import Presentation
import Support
import Testing

/// A time zone as it was in 2026, with its offsets in seconds ahead of UTC, and when its clocks changed.
struct Zone: Hashable, Sendable, CustomStringConvertible {
    let description: String
    let winter: Int64
    let summer: Int64
    /// When summer time began and ended; in the southern hemisphere it ended first.
    let begins: Instant
    let ends: Instant

    private init(_ name: String, _ winter: Int64, _ summer: Int64, _ begins: String, _ ends: String) {
        (description, self.winter, self.summer) = (name, winter, summer)
        (self.begins, self.ends) = (Instant(rfc3339: begins) ?? .distant, Instant(rfc3339: ends) ?? .distant)
    }

    /// West and east, north and south, whole, half and quarter hours; on Lord Howe Island, clocks change by half an hour.
    static let all = [
        Zone("America/Los_Angeles", -28_800, -25_200, "2026-03-08T10:00:00Z", "2026-11-01T09:00:00Z"),
        Zone("America/St_Johns", -12_600, -9_000, "2026-03-08T05:30:00Z", "2026-11-01T04:30:00Z"),
        Zone("Europe/Berlin", 3_600, 7_200, "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"),
        Zone("Australia/Lord_Howe", 37_800, 39_600, "2026-10-03T15:30:00Z", "2026-04-04T15:00:00Z"),
        Zone("Pacific/Chatham", 45_900, 49_500, "2026-09-26T14:00:00Z", "2026-04-04T14:00:00Z"),
    ]

    func ahead(at instant: Instant) -> Int64 {
        let isSummer = begins < ends ? instant >= begins && instant < ends : instant >= begins || instant < ends
        return isSummer ? summer : winter
    }

    /// The two changes in chronological order.
    var changes: [Instant] { [begins, ends].sorted() }
}

extension Instant {
    fileprivate static let distant = Instant(milliseconds: 0)
}

/// Text written in one season and read in the other: its date is that of the evening on which it was written.
@Suite("Text of another season")
struct DaylightSavingTests {
    /// The nights around both changes: a minute before a midnight, and a minute after it.
    private struct Night {
        let before: Instant
        let after: Instant

        /// The first midnight at least `days` days after an instant, or before it if negative.
        init(_ days: Int64, from change: Instant, in zone: Zone) {
            let clock = WallClock(ahead: zone.ahead)
            let day = clock.day(change).advanced(by: days)
            let midnight = Instant(milliseconds: day.number * 86_400_000)
            // Far from a clock change, so any estimate of the offset that is right on that day will do.
            let start = midnight.advanced(by: .seconds(-zone.ahead(at: midnight.advanced(by: .seconds(-zone.winter)))))
            (before, after) = (start.advanced(by: .seconds(-60)), start.advanced(by: .seconds(60)))
        }
    }

    /// Two nights around each change: one before it, and one after.
    private static func nights(_ zone: Zone) -> [Night] {
        zone.changes.flatMap { change in [-2, 3].map { Night($0, from: change, in: zone) } }
    }

    @Test(arguments: Zone.all) func `a clock on the wall shows 23:59 and 00:01 on both sides of both changes`(zone: Zone) {
        let clock = WallClock(ahead: zone.ahead)
        for night in Self.nights(zone) {
            #expect(clock.time(night.before).clock == "23:59")
            #expect(clock.time(night.after).clock == "00:01")
            #expect(clock.day(night.before).advanced(by: 1) == clock.day(night.after))
        }
    }

    @Test(arguments: Zone.all)
    func `the timeline, a month of it and show say the day of the evening, whenever they are read`(zone: Zone) throws {
        let clock = WallClock(ahead: zone.ahead)
        let person = try beginner()
        person.clock = clock
        let instants = Self.nights(zone).flatMap { [$0.before, $0.after] }
        let rounds = instants.enumerated().map { index, instant in
            Export.Round(
                number: index + 1, state: .revealed, mine: Export.Voice(text: "mine \(index)", at: instant),
                theirs: Export.Voice(text: "theirs \(index)", at: instant))
        }
        let prompt = Export.Prompt(
            id: "ours/0123456789", question: "What?", isSkipped: false, rounds: rounds, history: [])
        _ = try person.home.client.bringIn(Export(exported: instants[0], name: "Ada", partner: "Ben", prompts: [prompt]))
        // Read a day after each night, in either season.
        for now in instants.map({ $0.advanced(by: .seconds(86_400)) }) {
            person.home.clocks.stoppedAt = now
            let shown = person.run("show", "ours/0123456789", "--offline").output
            let page = OutputLayout(width: nil, isColoured: false, clock: clock, now: now)
            for (index, instant) in instants.enumerated() {
                let day = clock.day(instant)
                #expect(shown.contains("You  \(day.civil.date)\n  mine \(index)\n"), "\(shown)")
                #expect(page.day(instant) == day)
                let month = String(day.description.prefix(7))
                let listed = person.run("timeline", "--month", month, "--offline").output
                let days = listed.matches(of: #/(?m)^ ?(\d+)  /#).compactMap { Int($0.output.1) }
                let expected = instants.map(clock.day).filter { $0.description.hasPrefix(month) }.map(\.civil.day)
                #expect(days == expected.reduce(into: []) { if $0.last != $1 { $0.append($1) } }, "\(listed)")
            }
        }
    }

    @Test(arguments: Zone.all)
    func `history says the hour at which each version was written, whenever it is read`(zone: Zone) throws {
        let clock = WallClock(ahead: zone.ahead)
        let person = try beginner()
        person.clock = clock
        let instants = Self.nights(zone).flatMap { [$0.before, $0.after] }
        for (index, instant) in instants.enumerated() {
            person.home.clocks.stoppedAt = instant
            #expect(person.run("answer", "first-word", "--text", "words \(index)", "--draft", "--offline").status == .done)
        }
        for now in [instants[0], instants[instants.count - 1]].map({ $0.advanced(by: .seconds(90)) }) {
            person.home.clocks.stoppedAt = now
            let history = person.run("history", "first-word").output
            let moments = history.matches(of: #/(?m)^Version \d+, (.+?): /#).map { String($0.output.1) }
            #expect(moments == instants.map { "\(clock.day($0).civil.date), \(clock.time($0).clock)" }, "\(history)")
        }
    }
}
