import ClientCore

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The terminal in the hands of this process, for as long as a screen or a question waits for what is typed.
///
/// Every wait for a person goes through here. A shell sets a mode of its own when a job stops and restores none when it continues, so the
/// terminal is given back before the process stops, and taken anew once it goes on.
struct TerminalHold {
    enum Event: Hashable {
        /// Something can be read.
        case typed
        case timedOut
        /// The process was stopped and goes on. What it had shown may be gone.
        case resumed
        /// The window has another size.
        case resized
        /// A signal wants the process to end. It hasn't ended yet.
        case ending(Int32)
        /// There is no terminal any more.
        case gone
    }

    /// The signals that `wait` answers; they must be caught into the pipe.
    static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH]

    private let input: Int32
    private let pipe: Int32
    private let take: () -> Void
    private let giveBack: () -> Void

    /// - Parameters:
    ///   - pipe: the end of the `SignalPipe` to read from.
    ///   - take: takes the terminal again. The first time it is the caller who takes it, and the last time who gives it back.
    ///   - giveBack: leaves the terminal as it was found.
    init(_ input: Int32, pipe: Int32, take: @escaping () -> Void, giveBack: @escaping () -> Void) {
        (self.input, self.pipe, self.take, self.giveBack) = (input, pipe, take, giveBack)
    }

    /// Holds a terminal in another mode while `body` runs.
    ///
    /// - Parameter dropsTypedAhead: what was typed before wasn't typed for this.
    /// - Returns: nil where there is no terminal, or no descriptor is left.
    static func holding<Result>(
        _ input: Int32, dropsTypedAhead: Bool, _ change: (inout termios) -> Void = { _ in }, while body: (TerminalHold) -> Result
    ) -> Result? {
        var former = termios()
        guard tcgetattr(input, &former) == 0 else { return nil }
        var mode = former
        change(&mode)
        let (ours, theirs) = (mode, former)
        let hold = { (pipe: Int32) in
            TerminalHold(
                input, pipe: pipe, take: { set(ours, dropsTypedAhead ? TCSAFLUSH : TCSADRAIN, on: input) },
                giveBack: { set(theirs, TCSADRAIN, on: input) })
        }
        return SignalPipe.catching(signals) { pipe in
            let hold = hold(pipe)
            hold.take()
            defer { hold.giveBack() }
            return body(hold)
        }
    }

    private static func set(_ mode: termios, _ moment: Int32, on input: Int32) {
        var mode = mode
        tcsetattr(input, moment, &mode)
    }

    /// Waits for something to happen. A stop happens in here: it returns `resumed` after it.
    ///
    /// - Parameter seconds: nil: as long as it takes.
    func wait(seconds: Double? = nil) -> Event {
        let end = seconds.map { SystemClock.boot().milliseconds + Int64($0 * 1000) }
        while true {
            var sources = [input, pipe].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let left = end.map { max(0, $0 - SystemClock.boot().milliseconds) } ?? -1
            let count = poll(&sources, nfds_t(sources.count), Int32(clamping: left))
            if count == 0 { return .timedOut }
            guard count > 0 else {
                if errno == EINTR { continue }
                return .gone
            }
            if sources[1].revents != 0, let number = Descriptor.read(pipe, upTo: 1)?.first { return answer(Int32(number)) }
            return isAtEnd(sources[0]) ? .gone : .typed
        }
    }

    private func answer(_ signal: Int32) -> Event {
        switch signal {
        case SIGTSTP:
            giveBack()
            SignalPipe.stop()
            take()
            return .resumed
        case SIGCONT:
            // It was stopped by what can't be caught.
            take()
            return .resumed
        case SIGWINCH: return .resized
        default: return .ending(signal)
        }
    }

    /// Ends the process as the signal would have, with the terminal as it was found.
    func end(by signal: Int32) {
        giveBack()
        SignalPipe.deliver(signal)
    }

    /// At the end of input there is something to be read, and it is nothing.
    private func isAtEnd(_ source: pollfd) -> Bool {
        var left: Int32 = 0
        let isEmpty = ioctl(input, UInt(FIONREAD), &left) != 0 || left == 0
        return isEmpty && source.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
    }
}
