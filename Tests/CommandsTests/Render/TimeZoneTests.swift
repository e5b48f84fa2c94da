import Catalogue
import ClientCore
import Commands
import Models
import Presentation
import Support
import TestTraits
import Testing

/// A place on Earth: how far its clocks are ahead of UTC in the northern summer and winter.
struct Place: Hashable, Sendable, CustomStringConvertible {
    let description: String
    let summer: Int64
    let winter: Int64

    /// West and east to the extremes, half and quarter hours.
    static let all = [
        Place(description: "Pago Pago", summer: -39_600, winter: -39_600),
        Place(description: "St. John's", summer: -9_000, winter: -12_600), Place(description: "Reykjavík", summer: 0, winter: 0),
        Place(description: "Berlin", summer: 7_200, winter: 3_600), Place(description: "Kolkata", summer: 19_800, winter: 19_800),
        Place(description: "Chatham", summer: 45_900, winter: 49_500),
        Place(description: "Kiritimati", summer: 50_400, winter: 50_400),
    ]

    /// Summer from April to September.
    func offset(_ instant: Instant) -> Int64 { (4...9).contains(CivilTime(instant).month) ? summer : winter }

    var clock: WallClock { WallClock(ahead: offset) }
}

/// Days and times as a local clock shows them, anywhere.
@Suite("Days and times anywhere", .onOwnThreads)
struct TimeZoneTests {
    /// 2026-01-15 and 2026-06-15, at midnight UTC.
    private static let winter = Instant(milliseconds: 1_768_435_200_000)
    private static let summer = Instant(milliseconds: 1_781_481_600_000)

    private func page(_ place: Place, now: Instant) -> OutputLayout {
        OutputLayout(width: 100, isColoured: false, clock: place.clock, now: now)
    }

    @Test(arguments: Place.all) func `a day begins at midnight of its own place, to the millisecond`(place: Place) {
        for (midnight, day) in [(Self.winter, "2026-01-15"), (Self.summer, "2026-06-15")] {
            let here = midnight.advanced(by: .seconds(-place.offset(midnight)))
            #expect(place.clock.day(here).description == day)
            #expect(place.clock.day(here.advanced(by: .milliseconds(-1))).advanced(by: 1).description == day)
            #expect(place.clock.day(here.advanced(by: .milliseconds(86_399_999))).description == day)
            #expect(place.clock.day(here.advanced(by: .milliseconds(86_400_000))).advanced(by: -1).description == day)
            let clock = place.clock.time(here)
            #expect([clock.hour, clock.minute, clock.second, clock.millisecond] == [0, 0, 0, 0])
        }
    }

    @Test(arguments: Place.all, Place.all)
    func `a day that has begun nowhere has begun neither here nor there, and begins at the end of the next`(
        here: Place, there: Place
    ) {
        for instant in [
            Self.winter, Self.summer, Self.summer.advanced(by: .milliseconds(35_999_999)),
            Self.summer.advanced(by: .seconds(36_000)),
        ] {
            let day = Day.notBegun(at: instant)
            for place in [here, there] { #expect(place.clock.day(instant) < day) }
            // Two days from now, the day has started everywhere.
            let later = instant.advanced(by: .seconds(2 * 86_400 + 3600))
            for place in [here, there] { #expect(place.clock.day(later) >= day) }
        }
    }

    @Test func `the first day that has begun nowhere is tomorrow's at the eastern end of the Earth`() {
        // 10:00 UTC is midnight there.
        let midnight = Self.summer.advanced(by: .seconds(10 * 3600))
        #expect(Day.notBegun(at: midnight.advanced(by: .milliseconds(-1))).description == "2026-06-16")
        #expect(Day.notBegun(at: midnight).description == "2026-06-17")
    }

    @Test(arguments: Place.all)
    func `what was written in another season has the date and the time of its own evening`(place: Place) {
        for (then, now, date) in [(Self.winter, Self.summer, "15 January 2026"), (Self.summer, Self.winter, "15 June 2026")] {
            let page = page(place, now: now)
            // Half past eleven in the evening, and half past midnight.
            for (seconds, clock) in [(84_600, "23:30"), (1800, "00:30")] as [(Int64, String)] {
                let instant = then.advanced(by: .seconds(seconds - place.offset(then)))
                #expect(page.date(instant) == date)
                #expect(page.moment(instant) == "\(date), \(clock)")
                #expect(page.day(instant) == WallClock(ahead: 0).day(then))
            }
        }
    }

    @Test func `an age is in the largest unit that fits`() {
        let now = Self.summer
        let page = OutputLayout(width: 100, isColoured: false, clock: WallClock(ahead: 0), now: now)
        let cases: [(Int64, String)] = [
            (-60, "just now"), (0, "just now"), (59, "just now"), (60, "1 minute ago"), (119, "1 minute ago"),
            (120, "2 minutes ago"),
            (3599, "59 minutes ago"), (3600, "1 hour ago"), (7199, "1 hour ago"), (86_399, "23 hours ago"), (86_400, "1 day ago"),
            (14 * 86_400 - 1, "13 days ago"), (14 * 86_400, "on 1 June 2026"),
        ]
        for (seconds, text) in cases { #expect(page.age(now.advanced(by: .seconds(-seconds))) == text, "\(seconds)") }
    }

    @Test(arguments: Place.all)
    func `a pledge of seven days begins today, by the clock on the wall, and ends in six days`(place: Place) throws {
        for seconds in [0, 36_000, 86_399] as [Int64] {
            let person = try beginner()
            person.home.clocks.stoppedAt = Self.summer.advanced(by: .seconds(seconds))
            person.clock = place.clock
            let today = place.clock.day(person.home.clocks.wall)
            let outcome = person.run("pledge", "add", "Walk together", "--json")
            #expect(outcome.status == .done, "\(outcome)")
            let pledge = try #require(person.home.client.pledges().first)
            #expect(pledge.from == today)
            #expect(pledge.through == today.advanced(by: 6))
        }
    }

    @Test(arguments: Place.all, Place.all)
    func `two who sit in two places are asked the same on the same day of their calendars`(here: Place, there: Place) throws {
        let couple = try pair()
        func asked(_ person: Person, _ place: Place, hour: Int64) throws -> PromptID {
            let midnight = Self.summer.advanced(by: .seconds(-place.summer))
            person.home.clocks.stoppedAt = midnight.advanced(by: .seconds(hour * 3600))
            person.clock = place.clock
            let today = person.run("today", "--offline", "--json")
            #expect(today.status == .done, "\(today)")
            return try #require(couple.ada.home.client.today(on: place.clock.day(person.home.clocks.wall), about: nil).prompt?.id)
        }
        let ada = try [0, 12, 23].map { try asked(couple.ada, here, hour: $0) }
        let ben = try [0, 12, 23].map { try asked(couple.ben, there, hour: $0) }
        #expect(Set(ada + ben).count == 1)
    }
}
