import Models

/// Gives stamps by the server's clock, so that no clock of a device can decide which words win.
struct StampClock {
    /// The server's time, and this device's boot clock when it was told.
    let server: Instant
    let heardAt: BootTime
    let wallNow: Instant
    let bootNow: BootTime

    /// The server's time now.
    var now: Instant {
        guard heardAt.boot == bootNow.boot else { return server }
        return server.advanced(byMilliseconds: max(0, bootNow.milliseconds - heardAt.milliseconds))
    }

    /// When, by the server's clock, an entry was made: its age is taken from the boot clock within one boot, else from the wall clock.
    func time(of entry: OutboxEntry) -> Instant {
        let age =
            entry.boot.boot == bootNow.boot
            ? bootNow.milliseconds - entry.boot.milliseconds : wallNow.milliseconds(since: entry.wall)
        return max(now.advanced(byMilliseconds: -max(0, age)), Instant(milliseconds: 0))
    }
}
