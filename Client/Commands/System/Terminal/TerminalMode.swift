#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Another mode of the terminal, for as long as something runs: the former one comes back at its end, and also where a signal ends
/// the process meanwhile.
enum TerminalMode {
    static func changed<Result>(of descriptor: Int32, _ change: (inout termios) -> Void, while body: () -> Result) -> Result {
        guard tcgetattr(descriptor, former.mode) == 0 else { return body() }
        former.descriptor.pointee = descriptor
        let handlers = ending.map { signal($0, restoreAndEnd) }
        var mode = former.mode.pointee
        change(&mode)
        // What was typed ahead was not typed for this.
        tcsetattr(descriptor, TCSAFLUSH, &mode)
        defer {
            tcsetattr(descriptor, TCSADRAIN, former.mode)
            for (number, handler) in zip(ending, handlers) { signal(number, handler) }
        }
        return body()
    }

    private static let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

    /// Where a handler of signals finds what it needs. Unsafe, because it is shared with one: it is written before the handlers are
    /// there, by the one thread of a command, and only read afterwards.
    nonisolated(unsafe) private static let former = (
        mode: UnsafeMutablePointer<termios>.allocate(capacity: 1), descriptor: UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    )

    /// Calls nothing but what POSIX allows in a handler.
    private static let restoreAndEnd: @convention(c) (Int32) -> Void = { number in
        tcsetattr(former.descriptor.pointee, TCSANOW, former.mode)
        signal(number, SIG_DFL)
        raise(number)
    }
}
