import Models

/// Issues stamps by the server's clock, so that no device's clock can decide which version wins.
struct StampClock {
    /// The server's time, and this device's boot clock when it was stated.
    let server: Instant
    let heardAt: BootTime
    let wallNow: Instant
    let bootNow: BootTime

    /// The server's current time.
    var now: Instant {
        server.advanced(by: max(.zero, bootNow.duration(since: heardAt) ?? .zero))
    }

    /// When an entry was made, by the server's clock: its age comes from the boot clock within one boot, otherwise from the wall
    /// clock.
    func time(of entry: OutboxEntry) -> Instant {
        let age = bootNow.duration(since: entry.boot) ?? wallNow.duration(since: entry.wall)
        return max(now.advanced(by: .zero - max(.zero, age)), Instant(milliseconds: 0))
    }
}
