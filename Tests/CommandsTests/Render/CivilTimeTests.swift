import Commands
import Models
import Presentation
import Testing

@Suite("Dates and times of day")
struct CivilTimeTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1_764_000_000_123, "2025-11-24T16:00:00.123Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
            (-1, "1969-12-31T23:59:59.999Z"), (4_102_444_799_000, "2099-12-31T23:59:59Z"),
            (.max, "9999-12-31T23:59:59.999Z"), (.min, "0000-01-01T00:00:00Z"), (253_402_300_800_000, "9999-12-31T23:59:59.999Z"),
            (-62_167_219_200_001, "0000-01-01T00:00:00Z"), (-62_167_219_199_999, "0000-01-01T00:00:00.001Z"),
        ] as [(Int64, String)])
    func `an instant is written as RFC 3339 has it`(milliseconds: Int64, text: String) {
        #expect(CivilTime(Instant(milliseconds: milliseconds)).rfc3339 == text)
    }

    @Test func `a wall clock may be ahead of UTC by hours, and by a day`() {
        let time = CivilTime(Instant(milliseconds: 1_767_223_800_000), offset: 2 * 3600)
        #expect(time.date == "1 January 2026")
        #expect(time.clock == "01:30")
    }
}
