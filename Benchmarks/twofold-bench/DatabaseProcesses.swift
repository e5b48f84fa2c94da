import PostgresStore
import Support

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// All processes of a PostgreSQL on this computer, seen from outside.
struct DatabaseProcesses {
    private let first: Int

    /// - Parameter schema: one of its.
    init(schema: String) throws {
        let backend = try PostgresSession(TestPostgres.database(schema: schema)).integer("SELECT pg_backend_pid()")
        guard let parent = Self.numbers(of: backend)?.parent else { throw BenchError("PostgreSQL isn't on this computer.") }
        first = parent
    }

    /// User and system time so far, of those that have ended, too.
    var processorTime: Duration {
        get throws {
            let children = Proc.text("/proc/\(first)/task/\(first)/children").split(separator: " ").compactMap { Int($0) }
            guard let own = Self.numbers(of: first) else { throw BenchError("PostgreSQL has ended.") }
            let ticks = children.reduce(own.time + own.ended) { $0 + (Self.numbers(of: $1)?.time ?? 0) }
            return .seconds(Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK))))
        }
    }

    /// The parent of a process, and ticks of its own and of its children that have ended (proc_pid_stat(5)).
    private static func numbers(of process: Int) -> (parent: Int, time: Int, ended: Int)? {
        // The name, which comes first, may contain spaces.
        let fields = Proc.text("/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ").map { Int($0) ?? 0 } ?? []
        return fields.count > 14 ? (fields[1], fields[11] + fields[12], fields[13] + fields[14]) : nil
    }
}
