#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What is counted on a simulated day.
struct DayTally {
    private struct Mark {
        let time = ContinuousClock.now
        let server: Duration
        let database: Duration
        let own: Duration

        init(_ servers: [Child], _ database: DatabaseProcesses?) throws {
            server = try servers.reduce(.zero) { $0 + (try $1.processorTime) }
            self.database = try database?.processorTime ?? .zero
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            own = .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        }
    }

    private struct Hour {
        var latencies = [[Double]](repeating: [], count: DayDevice.Kind.allCases.count)
        var late: [Double] = []
        var start: Mark?
        var end: Mark?

        var requests: Int { latencies.reduce(0) { $0 + $1.count } }
    }

    private var hours = [Hour()]
    private var failures: [String: Int] = [:]
    /// The most connections that were open at once.
    var most = 0

    mutating func begin(_ servers: [Child], _ database: DatabaseProcesses?) throws { hours[0].start = try Mark(servers, database) }

    mutating func endHour(_ servers: [Child], _ database: DatabaseProcesses?) throws {
        let mark = try Mark(servers, database)
        hours[hours.count - 1].end = mark
        hours.append(Hour())
        hours[hours.count - 1].start = mark
    }

    mutating func end(_ servers: [Child], _ database: DatabaseProcesses?) throws {
        hours[hours.count - 1].end = try Mark(servers, database)
    }

    /// - Parameter late: seconds after it was due.
    mutating func began(at second: Int, late: Double) { hours[hours.count - 1].late.append(late * 1e3) }

    mutating func replied(to kind: DayDevice.Kind, after latency: Duration) {
        hours[hours.count - 1].latencies[kind.rawValue].append(latency.seconds * 1e3)
    }

    mutating func failed(_ error: any Error) { failures["\(error)", default: 0] += 1 }
}

extension DayTally {
    func show(_ plan: DayPlan, acknowledged: Int, missing: Int, octets: (before: Double, after: Double)) {
        let couples = Double(plan.couples)
        guard let first = hours.first?.start, let last = hours.last?.end,
            let peak = hours.filter({ $0.end != nil }).max(by: { $0.requests < $1.requests }), let from = peak.start,
            let to = peak.end
        else { return }
        let seconds = (last.time - first.time).seconds
        let requests = hours.reduce(0) { $0 + $1.requests }
        let commands = hours.reduce(0) { $0 + $1.late.count }
        Report.table(
            ["what", "all day", "busiest hour"],
            [
                ["requests a second", Report.decimals(Double(requests) / seconds, 0), Report.decimals(rate(of: peak), 0)],
                [
                    "processors: server", share(first.server, last.server, seconds),
                    share(from.server, to.server, (to.time - from.time).seconds),
                ],
                [
                    "processors: PostgreSQL", share(first.database, last.database, seconds),
                    share(from.database, to.database, (to.time - from.time).seconds),
                ],
                ["processors: load", share(first.own, last.own, seconds), share(from.own, to.own, (to.time - from.time).seconds)],
            ]
                + DayDevice.Kind.allCases.map { kind in
                    [
                        "\(kind): half, 99 of 100, ms", spread(hours.flatMap { $0.latencies[kind.rawValue] }),
                        spread(peak.latencies[kind.rawValue]),
                    ]
                } + [["begun late by: half, 99 of 100, ms", spread(hours.flatMap(\.late)), spread(peak.late)]])
        Report.table(
            ["of each couple, in a day", ""],
            [
                ["requests", Report.decimals(Double(requests) / couples, 2)],
                ["of these with a write", Report.decimals(Double(count(.write)) / couples, 2)],
                ["connections", Report.decimals(Double(commands) / couples, 2)],
                ["server, processor ms", Report.decimals((last.server - first.server).seconds / couples * 1e3, 2)],
                ["PostgreSQL, processor ms", Report.decimals((last.database - first.database).seconds / couples * 1e3, 2)],
                ["octets stored", Report.decimals((octets.after - octets.before) / couples, 0)],
                ["octets stored before, when founded", Report.decimals(octets.before / couples, 0)],
            ])
        Report.say(
            """
            The most connections at once: \(most). Failures: \(failures.values.reduce(0, +)). \
            Acknowledged writes: \(acknowledged), of which missing: \(missing).
            """)
        for (failure, count) in failures { Report.say("\(count) times: \(failure)") }
    }

    private func count(_ kind: DayDevice.Kind) -> Int { hours.reduce(0) { $0 + $1.latencies[kind.rawValue].count } }

    private func rate(of hour: Hour) -> Double {
        guard let start = hour.start, let end = hour.end else { return 0 }
        return Double(hour.requests) / (end.time - start.time).seconds
    }

    private func share(_ start: Duration, _ end: Duration, _ seconds: Double) -> String {
        Report.decimals((end - start).seconds / seconds, 2)
    }

    private func spread(_ values: [Double]) -> String {
        guard !values.isEmpty else { return "" }
        let sorted = values.sorted()
        return Report.decimals(sorted[sorted.count / 2], 2) + ", " + Report.decimals(sorted[sorted.count * 99 / 100], 2)
    }
}
