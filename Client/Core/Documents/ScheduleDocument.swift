package import Catalogue

/// What the couple wants of the prompt of the day. One for both: the later one wins.
package struct ScheduleDocument: Hashable, Codable, Sendable {
    package let schedule: Schedule

    package init(schedule: Schedule) { self.schedule = schedule }
}
