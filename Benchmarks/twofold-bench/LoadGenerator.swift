import Dispatch

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Callers on one thread. Each sends its next request once it has the reply to the previous one.
struct LoadGenerator {
    let port: Int
    let scripts: [Script]
    let warmUp: Duration
    let duration: Duration

    /// Ends when the time is up or a caller has nothing left to send.
    ///
    /// - Parameter commits: returns the number of transactions committed so far.
    /// - Throws: `BenchError` if a reply isn't the expected one.
    func run(commits: @escaping @Sendable () -> Int) async throws -> Load {
        let queue = DispatchQueue(label: "load")
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try runBlocking(commits) }) }
        }
    }

    private func runBlocking(_ commits: () -> Int) throws -> Load {
        let connections = try scripts.map { try Connection(port: port, script: $0) }
        var polled = connections.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        for connection in connections { _ = try connection.send() }
        let clock = ContinuousClock()
        var replies = 0
        var begin = Mark(at: clock.now, replies: 0, commits: commits())
        let started = begin.time
        var isWarm = false
        var isOver = false
        while !isOver {
            guard poll(&polled, nfds_t(polled.count), 10_000) > 0 else { throw BenchError("The server does not reply.") }
            for index in polled.indices where polled[index].revents != 0 {
                guard try connections[index].receive() else { continue }
                replies += 1
                if try !connections[index].send() { isOver = true }
            }
            let now = clock.now
            if !isWarm, now - started >= warmUp {
                isWarm = true
                begin = Mark(at: now, replies: replies, commits: commits())
            } else if now - begin.time >= duration {
                isOver = isOver || isWarm
            }
        }
        return Load(from: begin, to: Mark(at: clock.now, replies: replies, commits: commits()))
    }
}
