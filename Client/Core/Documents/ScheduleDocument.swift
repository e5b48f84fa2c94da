package import Catalogue

/// The couple's settings for the prompt of the day. One record for both; the later version wins.
package struct ScheduleDocument: Hashable, Codable, Sendable {
    package let schedule: Schedule

    package init(schedule: Schedule) { self.schedule = schedule }
}
