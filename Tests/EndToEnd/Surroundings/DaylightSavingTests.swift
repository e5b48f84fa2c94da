import Foundation
import ProgramSupport
import Support
import Testing

extension RealPrograms {
    /// Runs the program with the system's time zones and a shifted clock, before and after both clock changes.
    @Suite("Nights before and after the clocks are changed")
    struct DaylightSavingTests {
        /// A time zone, and the Sundays on which its clocks changed in 2026.
        struct Place: Sendable, CustomStringConvertible {
            let zone: String
            let changes: [String]

            var description: String { zone }

            static let all = [
                Place(zone: "America/St_Johns", changes: ["2026-03-08", "2026-11-01"]),
                Place(zone: "Europe/Berlin", changes: ["2026-03-29", "2026-10-25"]),
                // Half an hour, in the southern hemisphere.
                Place(zone: "Australia/Lord_Howe", changes: ["2026-04-05", "2026-10-04"]),
            ]

            /// Late on the evening before each change, and early on the day after it.
            func nights() throws -> [Date] {
                let calendar = try calendar()
                return try changes.flatMap { change in
                    let parts = change.split(separator: "-").compactMap { Int($0) }
                    let sunday = DateComponents(year: parts[0], month: parts[1], day: parts[2])
                    let midnight = try #require(calendar.date(from: sunday))
                    let next = try #require(calendar.date(byAdding: .day, value: 1, to: midnight))
                    return [midnight.addingTimeInterval(-60), next.addingTimeInterval(60)]
                }
            }

            func calendar() throws -> Calendar {
                var calendar = Calendar(identifier: .gregorian)
                calendar.timeZone = try #require(TimeZone(identifier: zone))
                return calendar
            }

            /// Local time, in the C locale.
            func written(_ date: Date, as format: String) throws -> String {
                let formatter = DateFormatter()
                formatter.locale = Locale(identifier: "en_US_POSIX")
                formatter.timeZone = try calendar().timeZone
                formatter.dateFormat = format
                return formatter.string(from: date)
            }

            /// Runs a command with the system clock set to an instant.
            func run(_ person: Person, at date: Date, _ arguments: String..., input: String = "") async throws -> Ended {
                var person = person
                person.runner = ["faketime", "--exclude-monotonic", try written(date, as: "yyyy-MM-dd HH:mm:ss")]
                let ended = try await person.run(arguments, input: input, environment: ["TZ": zone])
                guard ended.isGood else { throw UnexpectedEnd(command: [zone] + arguments, ended: ended) }
                return ended
            }
        }

        /// What two people wrote on these evenings, as an export.
        private func export(_ nights: [Date]) -> String {
            let rounds = nights.enumerated().map { index, night in
                let at = ISO8601DateFormatter().string(from: night)
                return """
                    {"number":\(index + 1),"state":"revealed","draft":null,"mine":{"text":"mine \(index)","at":"\(at)"},\
                    "theirs":{"text":"theirs \(index)","at":"\(at)"}}
                    """
            }
            return """
                {"version":2,"exported":"2026-12-01T12:00:00Z","name":"Ada","partner":"Ben","prompts":[{"id":"founding/small-step",\
                "question":"What?","is_skipped":false,"history":[],"rounds":[\(rounds.joined(separator: ","))]}]}
                """
        }

        @Test(arguments: Place.all)
        func `what was written in one season has the day and the hour of its evening in the other`(place: Place) async throws {
            let ada = try Person("Ada")
            let nights = try place.nights()
            _ = try await place.run(ada, at: nights[0], "init", "--name", "Ada")
            for (index, night) in nights.enumerated() {
                _ = try await place.run(
                    ada, at: night, "answer", "founding/first-word", "--file", "-", "--draft", "--offline",
                    input: "words \(index)")
            }
            _ = try await place.run(ada, at: nights[0], "import", "-", "--offline", input: export(nights))
            for now in [nights[1], nights[3]].map({ $0.addingTimeInterval(600) }) {
                let history = try await place.run(ada, at: now, "history", "founding/first-word").output
                let shown = try await place.run(ada, at: now, "show", "founding/small-step", "--offline").output
                for (index, night) in nights.enumerated() {
                    let moment = try place.written(night, as: "d MMMM yyyy, HH:mm")
                    #expect(history.contains("Version \(index + 1), \(moment): "), "\(history)")
                    let day = try place.written(night, as: "d MMMM yyyy")
                    #expect(shown.components(separatedBy: "You  \(day) ").count == 2, "\(shown)")
                }
                let months = try Dictionary(grouping: nights) { try place.written($0, as: "yyyy-MM") }
                for (month, nights) in months {
                    let listed = try await place.run(ada, at: now, "timeline", "--month", month, "--offline").output
                    let days = listed.matches(of: #/(?m)^ ?(\d+)  /#).map { String($0.output.1) }
                    #expect(try days == nights.map { try place.written($0, as: "d") }, "\(listed)")
                }
            }
        }
    }
}
