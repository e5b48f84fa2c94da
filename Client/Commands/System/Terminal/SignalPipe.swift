import Models

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Signals as octets of a pipe, for as long as something runs: whoever waits for input waits for them too, and misses none.
enum SignalPipe {
    /// - Parameter body: is handed the end to read from. Each octet is the number of a signal.
    /// - Returns: nil where there are no descriptors left for a pipe.
    static func catching<Result>(_ signals: [Int32], _ body: (_ read: Int32) throws -> Result) rethrows -> Result? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        place.pointee = ends[1]
        let handlers = signals.map { signal($0, tell) }
        defer {
            for (number, handler) in zip(signals, handlers) { signal(number, handler) }
            for end in ends { close(end) }
        }
        return try body(ends[0])
    }

    /// Lets a signal do for once what it does to a process that does not catch it.
    static func deliver(_ number: Int32) {
        let handler = signal(number, SIG_DFL)
        raise(number)
        signal(number, handler)
    }

    /// Stops the process as Ctrl-Z does, and returns once it goes on: at once where nobody could continue it.
    static func stop() {
        let numbers = [SIGTSTP, SIGCONT]
        let handlers = numbers.map { signal($0, SIG_DFL) }
        raise(SIGTSTP)
        for (number, handler) in zip(numbers, handlers) { signal(number, handler) }
    }

    /// Where the handler finds the pipe. Unsafe, because it is shared with one: it is written before the handler is there, by the one thread
    /// of a command, and only read afterwards.
    nonisolated(unsafe) private static let place = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

    /// Calls nothing but what POSIX allows in a handler.
    private static let tell: @convention(c) (Int32) -> Void = { number in
        let before = errno
        var octet = UInt8(truncatingIfNeeded: number)
        _ = write(place.pointee, &octet, 1)
        errno = before
    }
}
