import Foundation
import ProgramSupport
import Support
import Testing

extension RealPrograms {
    /// The programs take local time from the system, via `TZ`.
    @Suite("The clock on the wall, wherever it hangs")
    struct TimeZoneTests {
        /// The western and eastern extremes, with half hours, and with daylight saving.
        private static let zones = ["Pacific/Pago_Pago", "America/St_Johns", "UTC", "Asia/Kolkata", "Pacific/Kiritimati"]

        private func day(_ zone: String, adding days: Int = 0) throws -> String {
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = try #require(TimeZone(identifier: zone))
            let date = try #require(calendar.date(byAdding: .day, value: days, to: Date()))
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
        }

        @Test(arguments: zones) func `a pledge begins on the day that it is there`(zone: String) async throws {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            let environment = ["TZ": zone]
            let before = try day(zone)
            let added = try await ada.run(["pledge", "add", "Walk", "--offline"], environment: environment)
            #expect(added.isGood, "\(added.errors)")
            let listed = try await ada.run(["pledge", "list", "--offline", "--json"], environment: environment).json
            let after = try day(zone)
            let from = try #require(listed[0]?["from"]?.text)
            // Midnight may fall in between.
            #expect([before, after].contains(from))
            #expect(try [day(zone, adding: 6), day(zone, adding: 5)].contains(try #require(listed[0]?["through"]?.text)))
        }

        @Test func `the two ends of the Earth are never on the same day`() async throws {
            var days: [String] = []
            for zone in ["Pacific/Pago_Pago", "Pacific/Kiritimati"] {
                let ada = try Person("Ada")
                try await ada.twofold("init", "--name", "Ada")
                _ = try await ada.run(["pledge", "add", "Walk", "--offline"], environment: ["TZ": zone])
                let listed = try await ada.run(["pledge", "list", "--offline", "--json"]).json
                days.append(try #require(listed[0]?["from"]?.text))
            }
            #expect(days[0] < days[1])
        }
    }
}
