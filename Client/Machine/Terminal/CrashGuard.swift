import Models

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

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
