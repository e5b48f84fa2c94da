/// What came of one load.
struct Load: Sendable {
    /// The counters at one moment.
    struct Mark {
        let time: ContinuousClock.Instant
        let commits: UInt32?
        let serverTime: Duration
        let databaseTime: Duration?
        let ownTime: Duration
    }

    /// Replies per second.
    let rate: Double
    /// Replies per committed transaction. `nil` if none was committed.
    let together: Double?
    /// Microseconds of the server's processor time per reply.
    let serverMicroseconds: Double
    /// The same of all of PostgreSQL's processes. `nil` without them.
    let databaseMicroseconds: Double?
    /// Microseconds of processor time per reply for the load itself.
    let ownMicroseconds: Double
    /// Milliseconds from sending a request to having its whole reply: half of them took no longer.
    let middle: Double
    /// The same for 99 of 100.
    let slowest: Double
    /// Octets that the server, or the first of them, has at the end.
    let memory: Double

    /// - Parameter latencies: one for each reply between the marks.
    init(from begin: Mark, to end: Mark, latencies: [Duration], memory: Double) throws {
        guard !latencies.isEmpty else { throw BenchError("A caller had nothing left to send before the clock started.") }
        let replies = Double(latencies.count)
        rate = replies / (end.time - begin.time).seconds
        let commits = begin.commits.flatMap { first in end.commits.map { Double($0 &- first) } } ?? 0
        together = commits > 0 ? replies / commits : nil
        serverMicroseconds = (end.serverTime - begin.serverTime).seconds / replies * 1e6
        databaseMicroseconds = begin.databaseTime.flatMap { first in
            end.databaseTime.map { ($0 - first).seconds / replies * 1e6 }
        }
        ownMicroseconds = (end.ownTime - begin.ownTime).seconds / replies * 1e6
        let sorted = latencies.map(\.seconds).sorted()
        middle = sorted[sorted.count / 2] * 1e3
        slowest = sorted[sorted.count * 99 / 100] * 1e3
        self.memory = memory
    }

    /// Seconds from one reply to the next.
    var seconds: Double { 1 / rate }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension [Double] {
    var median: Double { isEmpty ? .nan : sorted()[count / 2] }
}
