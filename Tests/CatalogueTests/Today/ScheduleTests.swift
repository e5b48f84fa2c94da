import Catalogue
import Foundation
import Models
import Testing

@Suite("Schedules")
struct ScheduleTests {
    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    private func read(_ json: String) throws -> Schedule { try JSONDecoder().decode(Schedule.self, from: Data(json.utf8)) }

    private func span(_ day: String, _ decks: String = "\"founding\"") -> String {
        #"{"from": "\#(day)", "decks": [\#(decks)], "depth": 2, "cadence": "daily", "isPaused": false}"#
    }

    @Test func `a change holds from its day on, and what was before stays`() throws {
        let schedule = Schedule.standard.changed(from: try day("2026-06-03")) { $0.depth = .deep }
        #expect(schedule.span(on: try day("2026-06-02")).depth == .middle)
        #expect(schedule.span(on: try day("2026-06-03")).depth == .deep)
        #expect(schedule.latest.depth == .deep)
    }

    @Test func `changes of one day are one, and taken back they are none`() throws {
        let june = try day("2026-06-03")
        let changed = Schedule.standard.changed(from: june) { $0.depth = .deep }.changed(from: june) { $0.cadence = .weekly }
        #expect(changed.spans.count == 2)
        #expect(changed.latest.depth == .deep && changed.latest.cadence == .weekly)
        let back = changed.changed(from: june) { ($0.depth, $0.cadence) = (.middle, .daily) }
        #expect(back == .standard)
    }

    @Test func `a clock far ahead, set right again, stands in nobody's way`() throws {
        let ahead = Schedule.standard.changed(from: try day("9999-12-31")) { $0.cadence = .weekly }
        let right = ahead.changed(from: try day("2026-06-03")) { $0.depth = .deep }
        #expect(right.spans.map(\.from) == [Schedule.standard.spans[0].from, try day("2026-06-03")])
        #expect(right.latest.cadence == .weekly)
    }

    @Test(arguments: ["0000-01-01", "1970-01-01"]) func `a clock far behind changes no day before the first`(text: String) throws {
        let schedule = Schedule.standard.changed(from: try day(text)) { $0.depth = .light }
        #expect(schedule.spans.map(\.from) == Schedule.standard.spans.map(\.from))
    }

    @Test func `whatever was decided survives being written and read`() throws {
        let schedule = Schedule.standard.changed(from: .notBegun(at: .init(milliseconds: .max))) { $0.cadence = .weekly }
            .changed(from: .notBegun(at: .init(milliseconds: 1_780_315_200_000))) { $0.isPaused = true }
        #expect(try JSONDecoder().decode(Schedule.self, from: JSONEncoder().encode(schedule)) == schedule)
    }

    @Test(arguments: [#"{"spans": []}"#, "{}", #"{"spans": [{}]}"#, #"{"spans": [{"from": "2026-13-01"}]}"#])
    func `a document that is none is refused`(json: String) { #expect(throws: DecodingError.self) { try read(json) } }

    @Test func `spans in any order are put in order`() throws {
        let schedule = try read(#"{"spans": [\#(span("2026-03-01")), \#(span("2026-02-01"))]}"#)
        #expect(schedule.spans.map(\.from.description) == ["2026-02-01", "2026-03-01"])
    }

    @Test func `thousands of spans and of decks that are nowhere are gone through, and none of it is believed for long`() throws {
        let days = (0..<5_000).map { AskedDays.first.advanced(by: Int64($0)).description }
        let many = try read(#"{"spans": [\#(days.map { span($0) }.joined(separator: ","))]}"#)
        #expect(many.spans.count == 300)
        let decks = (0..<20_000).map { "\"d\($0)\"" }.joined(separator: ",")
        let crowded = try read(#"{"spans": [\#(span("2026-01-01", decks)), \#(span("2026-01-02", decks + ",\"founding\""))]}"#)
        for schedule in [many, crowded, try read(#"{"spans": [\#(span("9999-12-31")), \#(span("0000-01-01"))]}"#)] {
            var asked = AskedDays(prompts: AskedDays.prompts(200))
            asked.schedule = schedule
            #expect(asked.prompt(on: 5_500) != nil)
            let later = try #require(Day("2031-01-01"))
            #expect(schedule.changed(from: later) { $0.depth = .light }.latest.depth == .light)
        }
    }
}
