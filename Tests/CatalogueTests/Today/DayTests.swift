import Catalogue
import Models
import Testing

@Suite("Days")
struct DayTests {
    @Test(
        arguments: [
            ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-25", 20_782), ("0000-01-01", -719_528),
            ("9999-12-31", 2_932_896),
        ] as [(String, Int64)])
    func `a day is a number, and is written as everybody reads it`(text: String, number: Int64) throws {
        let day = try #require(Day(text))
        #expect(day.number == number)
        #expect(day.description == text)
    }

    @Test(arguments: [
        "", "2026-11-31", "2025-02-29", "2026-1-01", "2026-00-10", "+026-01-01", "26-01-01", "2026-01-01x", "２０２６-01-01",
    ])
    func `what is in no calendar is no day`(text: String) { #expect(Day(text) == nil) }

    @Test(
        arguments: [
            (0, 0, "1970-01-01"), (-1, 0, "1969-12-31"), (-86_400_000, 0, "1969-12-31"), (-86_400_001, 0, "1969-12-30"),
            (86_399_999, 0, "1970-01-01"), (86_399_999, 1, "1970-01-02"), (0, -1, "1969-12-31"), (0, 14 * 3600, "1970-01-01"),
        ] as [(Int64, Int64, String)])
    func `an instant is on the day that the wall says`(milliseconds: Int64, offset: Int64, day: String) {
        #expect(WallClock(ahead: offset).day(Instant(milliseconds: milliseconds)).description == day)
    }

    @Test(arguments: [Int64.min, -62_135_596_800_000, 253_402_300_800_000, .max])
    func `a clock of any year has a day that can be written and read`(milliseconds: Int64) throws {
        let instant = Instant(milliseconds: milliseconds)
        for day in [
            WallClock(ahead: 0).day(instant), WallClock(ahead: .max).day(instant), .notBegun(at: instant),
            Day(number: milliseconds),
        ] {
            #expect(Day(day.description) == day)
            #expect(day.civil.year >= 0)
        }
    }

    @Test func `the first day that nobody has begun comes after the day in Kiritimati`() {
        // 2026-06-01T12:00:00Z: in the easternmost time zone it's already 2 June.
        #expect(Day.notBegun(at: Instant(milliseconds: 1_780_315_200_000)).description == "2026-06-03")
    }

    @Test(
        arguments: zip(
            ["2026-11-23", "2026-11-25", "2026-11-29", "1969-12-31"], [Weekday.monday, .wednesday, .sunday, .wednesday]))
    func `a day has its day of the week`(text: String, weekday: Weekday) throws {
        #expect(try #require(Day(text)).weekday == weekday)
    }

    @Test(arguments: [
        ("daily", "daily"), ("weekly", "weekly"), ("mon", "weekly"), ("thu,mon", "mon,thu"), ("mon,mon,thu", "mon,thu"),
        ("mon,tue,wed,thu,fri,sat,sun", "daily"),
    ])
    func `a rhythm is written in one way`(text: String, written: String) { #expect(Cadence(text)?.description == written) }

    @Test(arguments: ["", ",", "mon,", "Monday", "never", "mon thu"]) func `what is no rhythm is none`(text: String) {
        #expect(Cadence(text) == nil)
    }
}
