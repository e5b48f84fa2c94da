import Models
import SystemPackage

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Delivers signals as bytes of a pipe while something runs, so that waiting for input waits for them too and misses none.
enum SignalPipe {
    /// - Parameter body: receives the end to read from. Each byte is a signal number.
    /// - Returns: `nil` if no descriptors are left for a pipe.
    static func catching<Result>(_ signals: [Int32], _ body: (_ read: Int32) throws -> Result) rethrows -> Result? {
        guard let pipe = try? FileDescriptor.ownPipe() else { return nil }
        for end in [pipe.out, pipe.in] { _ = fcntl(end.rawValue, F_SETFL, O_NONBLOCK) }
        place.pointee = pipe.in.rawValue
        let handlers = signals.map { signal($0, tell) }
        defer {
            for (number, handler) in zip(signals, handlers) { signal(number, handler) }
            for end in [pipe.out, pipe.in] { try? end.close() }
        }
        return try body(pipe.out.rawValue)
    }

    /// Lets a signal have its default effect once.
    static func deliver(_ number: Int32) {
        let handler = signal(number, SIG_DFL)
        raise(number)
        signal(number, handler)
    }

    /// Suspends the process as Ctrl-Z does, and returns once it continues; immediately if no shell could continue it.
    static func stop() {
        let numbers = [SIGTSTP, SIGCONT]
        let handlers = numbers.map { signal($0, SIG_DFL) }
        raise(SIGTSTP)
        for (number, handler) in zip(numbers, handlers) { signal(number, handler) }
    }

    /// Where the handler finds the pipe. Unsafe, because it is shared with a signal handler: the command's only thread writes it
    /// before installing the handler, and it is only read afterwards.
    nonisolated(unsafe) private static let place = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

    /// Calls only what POSIX allows in a signal handler.
    private static let tell: @convention(c) (Int32) -> Void = { number in
        let before = errno
        var octet = UInt8(truncatingIfNeeded: number)
        _ = write(place.pointee, &octet, 1)
        errno = before
    }
}

/// Restores a terminal if this process crashes while a screen has it.
enum CrashGuard {
    /// - Parameters:
    ///   - mode: the mode to restore.
    ///   - farewell: what to write to the terminal.
    static func guarding<Result>(_ descriptor: Int32, _ mode: termios, _ farewell: Bytes, _ body: () -> Result) -> Result {
        let octets = UnsafeMutablePointer<UInt8>.allocate(capacity: farewell.count)
        octets.initialize(from: farewell, count: farewell.count)
        state.pointee = State(descriptor: descriptor, mode: mode, farewell: octets, count: farewell.count)
        let handlers = crashes.map { signal($0, leave) }
        defer {
            for (number, handler) in zip(crashes, handlers) { signal(number, handler) }
            octets.deallocate()
        }
        return body()
    }

    private struct State {
        let descriptor: Int32
        let mode: termios
        let farewell: UnsafeMutablePointer<UInt8>
        let count: Int
    }

    private static let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]

    /// Unsafe, because it is shared with a signal handler: the command's only thread writes it before installing the handler, and
    /// it is only read afterwards.
    nonisolated(unsafe) private static let state = UnsafeMutablePointer<State>.allocate(capacity: 1)

    /// Calls only what POSIX allows in a signal handler.
    private static let leave: @convention(c) (Int32) -> Void = { number in
        _ = write(state.pointee.descriptor, state.pointee.farewell, state.pointee.count)
        var mode = state.pointee.mode
        tcsetattr(state.pointee.descriptor, TCSANOW, &mode)
        signal(number, SIG_DFL)
        raise(number)
    }
}
