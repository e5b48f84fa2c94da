package import Models

/// The local clock: the only place that converts an instant into a date or a time of day.
///
/// It uses the time zone's offset at the instant itself, so something written in winter keeps its date and hour when read in
/// summer.
package struct WallClock {
    private let ahead: (Instant) -> Int64

    /// - Parameter ahead: the seconds by which local time is ahead of UTC at an instant.
    package init(ahead: @escaping (Instant) -> Int64) { self.ahead = ahead }

    /// A clock with a fixed offset, `ahead` seconds ahead of UTC.
    package init(ahead: Int64) { self.init { _ in ahead } }

    package func day(_ instant: Instant) -> Day { Day(instant, offset: ahead(instant)) }

    package func time(_ instant: Instant) -> CivilTime { CivilTime(instant, offset: ahead(instant)) }
}
