#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A server under load: a process of its own, seen from outside.
final class Child {
    /// From before the process was made until it said that it listens.
    let startingTime: Duration
    let port: Int
    let id: pid_t
    private var isRunning = true
    /// What it prints comes here, and most of it is never read. -1 if somebody else has started it.
    private let output: Int32

    /// Starts a program, and waits for its line `listening on http://HOST:PORT`.
    ///
    /// - Throws: `BenchError` if it says something else or ends.
    init(_ program: String, _ arguments: [String]) throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchError("There is no pipe to a server.") }
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        #else
        var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        for end in ends { posix_spawn_file_actions_addclose(&actions, end) }
        var vector = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for text in vector { free(text) } }
        let start = ContinuousClock.now
        var child = pid_t()
        let status = posix_spawn(&child, program, &actions, nil, &vector, environ)
        close(ends[1])
        guard status == 0 else {
            close(ends[0])
            throw BenchError("\(program) doesn't start.")
        }
        output = ends[0]
        id = child
        let line = Self.line(from: ends[0])
        startingTime = ContinuousClock.now - start
        port = line.hasPrefix("listening on ") ? line.split(separator: ":").last.flatMap { Int($0) } ?? 0 : 0
        guard port > 0 else {
            stop()
            throw BenchError("\(program) doesn't say where it listens.")
        }
    }

    /// One that somebody else has started, and will stop.
    init(running id: pid_t, port: Int) {
        (self.id, self.port) = (id, port)
        startingTime = .zero
        isRunning = false
        output = -1
    }

    deinit { stop() }

    /// Tells it to end, and waits for that.
    func stop() {
        guard isRunning else { return }
        isRunning = false
        kill(id, SIGTERM)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        close(output)
    }

    private static func line(from descriptor: Int32) -> String {
        var octets: [UInt8] = []
        var octet: UInt8 = 0
        while read(descriptor, &octet, 1) == 1, octet != 10 { octets.append(octet) }
        return String(decoding: octets, as: UTF8.self)
    }
}

extension Child {
    /// User and system time of all its threads so far.
    var processorTime: Duration {
        get throws {
            #if os(Linux)
            var clock = clockid_t()
            var time = timespec()
            guard clock_getcpuclockid(id, &clock) == 0, clock_gettime(clock, &time) == 0 else {
                throw BenchError("A server has ended.")
            }
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
            #else
            throw BenchError("Another process is measured on Linux only.")
            #endif
        }
    }

    /// Octets of memory that it has at present (VmRSS), with the pages of its program that were read.
    var memory: Double {
        get throws {
            let line = Proc.text("/proc/\(id)/status").split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
            guard let kibibytes = line?.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Double($0) }) else {
                throw BenchError("There is no memory to read in /proc/\(id)/status.")
            }
            return kibibytes * 1024
        }
    }
}
