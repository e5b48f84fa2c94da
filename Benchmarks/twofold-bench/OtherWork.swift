#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What else the computer did during a run: whether a run was quiet.
struct OtherWork {
    /// Shares of all its processors' time.
    struct Shares: Encodable {
        /// Spent by other processes, and by the kernel on its own behalf.
        let others: Double
        /// Taken by the host of a virtual computer.
        let stolen: Double
    }

    private let start = Self.counters()

    /// Since this value was made. Children count once they have ended.
    ///
    /// - Parameter time: the processors' time meanwhile of other processes that belong to the run.
    /// - Returns: `nil` if the computer doesn't say.
    func shares(besides time: Duration = .zero) -> Shares? {
        guard let start, let end = Self.counters(), end.all > start.all else { return nil }
        let all = end.all - start.all
        return Shares(
            others: max(0, (end.busy - start.busy) - (end.own - start.own) - time.seconds) / all,
            stolen: (end.stolen - start.stolen) / all)
    }

    /// Seconds, of all processors together (proc_stat(5)).
    private static func counters() -> (all: Double, busy: Double, stolen: Double, own: Double)? {
        let line = Proc.text("/proc/stat").split(separator: "\n").first ?? ""
        let ticks = line.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
        guard ticks.count == 8 else { return nil }
        let each = Double(sysconf(Int32(_SC_CLK_TCK)))
        let (idle, stolen) = (ticks[3] + ticks[4], ticks[7])
        let all = ticks.reduce(0, +)
        return (all / each, (all - idle - stolen) / each, stolen / each, own)
    }

    /// Of this process and of the children that have ended.
    private static var own: Double {
        #if canImport(Glibc)
        let whose = [RUSAGE_SELF.rawValue, RUSAGE_CHILDREN.rawValue]
        #else
        let whose = [RUSAGE_SELF, RUSAGE_CHILDREN]
        #endif
        return whose.reduce(0) { sum, who in
            var usage = rusage()
            getrusage(who, &usage)
            return [usage.ru_utime, usage.ru_stime].reduce(sum) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        }
    }
}

/// Files of /proc, whose size isn't known before they are read.
enum Proc {
    /// - Returns: the first 8 KiB; nothing if there's no such file.
    static func text(_ path: String) -> String {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var octets = [UInt8](repeating: 0, count: 8192)
        let count = max(0, read(file, &octets, octets.count))
        return String(decoding: octets[..<count], as: UTF8.self)
    }
}
