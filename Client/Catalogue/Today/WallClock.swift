package import Models

/// The clock on somebody's wall: the one place that turns an instant into a day or a time of day.
///
/// It goes by the zone's rules at that very instant, so what was written in winter keeps its day and its hour when it is read in summer.
package struct WallClock {
    private let ahead: (Instant) -> Int64

    /// - Parameter ahead: seconds by which the clock is ahead of UTC at an instant.
    package init(ahead: @escaping (Instant) -> Int64) { self.ahead = ahead }

    /// A clock that nobody ever changes, `ahead` seconds ahead of UTC.
    package init(ahead: Int64) { self.init { _ in ahead } }

    package func day(_ instant: Instant) -> Day { Day(instant, offset: ahead(instant)) }

    package func time(_ instant: Instant) -> CivilTime { CivilTime(instant, offset: ahead(instant)) }
}
