import FoundationEssentials
import Models

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Measures the server as a process of its own, in one run, so that its numbers can be compared.
@main
struct Bench {
    static func main() async {
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if arguments == ["constant"] { return try await ConstantServer.run() }
            if arguments.first == "replay" { return try Replay.run(Array(arguments.dropFirst())) }
            if arguments.first == "day" {
                return try await live(DayPlan(Array(arguments.dropFirst()), program: CommandLine.arguments[0]))
            }
            try await run(Plan(arguments, program: CommandLine.arguments[0]))
        } catch {
            Report.say("twofold-bench: \(error)")
            exit(1)
        }
    }

    private static func run(_ plan: Plan) async throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        if plan.isFull {
            var session = try await FullSession(plan, folder: folder)
            return try session.run()
        }
        if plan.isOnPostgres, plan.only == nil {
            var session = try await DatabaseSession(plan, folder: folder)
            return try session.run()
        }
        var session = try await Session(plan, folder: folder)
        try plan.only.map { try session.run(only: $0) } ?? session.run()
    }

    private static func live(_ plan: DayPlan) async throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var session = try await DaySession(plan, folder: folder)
        try await session.run()
    }

    /// An empty one.
    private static func folder() throws -> String {
        allowManyFiles()
        let folder = FileManager.default.temporaryDirectory.appending(path: "twofold-bench-\(getpid())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    /// For a thousand connections, also in the servers, which inherit this.
    private static func allowManyFiles() {
        var limit = rlimit()
        #if canImport(Glibc)
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
        let files = RLIMIT_NOFILE
        #endif
        guard getrlimit(files, &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_max, 4096)
        setrlimit(files, &limit)
    }

    static func now() -> Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    static func random(_ count: Int) -> Bytes {
        var generator = SystemRandomNumberGenerator()
        var octets: Bytes = []
        octets.reserveCapacity(count + 7)
        // Eight octets at a time: each word is one system call.
        while octets.count < count { withUnsafeBytes(of: generator.next()) { octets.append(contentsOf: $0) } }
        octets.removeLast(octets.count - count)
        return octets
    }
}
