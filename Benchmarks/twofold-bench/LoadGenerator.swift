#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Callers on one thread. Each sends its next request once it has the reply to the previous one.
struct LoadGenerator {
    /// Each gets its share of the callers.
    let servers: [Child]
    let scripts: [Script]
    let warmUp: Duration
    let duration: Duration
    var database: DatabaseProcesses?
    /// The number of transactions that the server has committed so far.
    let commits: () -> UInt32?

    /// Ends when the time is up or a caller has nothing left to send.
    ///
    /// - Throws: `BenchError` if a reply isn't the expected one.
    func run() throws -> Load {
        let callers = try scripts.enumerated().map { number, script in
            try ScriptedCaller(port: servers[number % servers.count].port, script: script)
        }
        var polled = callers.map { pollfd(fd: $0.socket.descriptor, events: Int16(POLLIN), revents: 0) }
        for caller in callers { _ = try caller.send() }
        var latencies: [Duration] = []
        latencies.reserveCapacity(200_000)
        var begin = try mark()
        let started = begin.time
        var isWarm = false
        var isOver = false
        while !isOver {
            guard poll(&polled, nfds_t(polled.count), 10_000) > 0 else { throw BenchError("The server does not reply.") }
            for index in polled.indices where polled[index].revents != 0 {
                let caller = callers[index]
                guard try caller.receive() else { continue }
                let now = ContinuousClock.now
                latencies.append(now - caller.sent)
                caller.sent = now
                if try !caller.send() { isOver = true }
            }
            let now = ContinuousClock.now
            if !isWarm, now - started >= warmUp {
                isWarm = true
                latencies.removeAll(keepingCapacity: true)
                begin = try mark()
            } else if now - begin.time >= duration {
                isOver = isOver || isWarm
            }
        }
        return try Load(from: begin, to: try mark(), latencies: latencies, memory: try servers[0].memory)
    }

    private func mark() throws -> Load.Mark {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Load.Mark(
            time: .now, commits: commits(), serverTime: try servers.reduce(.zero) { $0 + (try $1.processorTime) },
            databaseTime: try database?.processorTime, ownTime: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
    }
}
