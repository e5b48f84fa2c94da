import FoundationEssentials
import Models
import SQLiteStore
import ServerCore
import Support
import Wire

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Measures the server in one run, so that its numbers can be compared.
@main
struct Bench {
    static func main() async {
        do {
            try await run(Plan(Array(CommandLine.arguments.dropFirst())))
        } catch {
            Report.say("twofold-bench: \(error)")
            exit(1)
        }
    }

    private static func run(_ plan: Plan) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "twofold-bench-\(getpid())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = CountingStore(try SQLiteStore(folder: folder + "/data"))
        defer { try? store.inner.close() }
        let service = try Service(
            store: store, limits: limits, registration: .open, version: "bench", now: { now() }, random: random)
        let founding = try TestServer(store, limits: limits, clock: TestClock(now()))
        Report.say("Founding \(Session.many) couples …")
        let callers = try await Callers(count: Session.many, on: founding, servedBy: service)
        let raw = try RawCommits(folder: folder)
        try await BenchServers.run(service) { servers in
            var session = Session(
                plan: plan, servers: servers, service: service, commits: store.count, callers: callers, raw: raw,
                store: (store.inner, folder + "/data/twofold.sqlite"))
            try await session.run()
        }
    }

    /// The defaults, except for limits that would end a long measurement.
    private static var limits: Limits {
        Limits(
            recordsPerPartner: .max / 2, bytesPerPartner: .max / 2, requestsPerMinute: 600_000_000,
            anonymousRequestsPerMinute: 600_000_000, tokenSeconds: 24 * 3600)
    }

    @Sendable static func now() -> Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    @Sendable static func random(_ count: Int) -> Bytes {
        var generator = SystemRandomNumberGenerator()
        var octets: Bytes = []
        octets.reserveCapacity(count + 7)
        // Eight octets at a time: each word is one system call.
        while octets.count < count { withUnsafeBytes(of: generator.next()) { octets.append(contentsOf: $0) } }
        octets.removeLast(octets.count - count)
        return octets
    }
}
