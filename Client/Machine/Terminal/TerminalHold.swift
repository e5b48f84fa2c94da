import Models
import SystemPackage

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Holds the terminal while a screen or a prompt waits for input.
///
/// All waiting for the user goes through here. A shell sets its own mode when a job is suspended and doesn't restore the old one,
/// so the terminal is given back before the process is suspended, and taken again once it continues.
struct TerminalHold {
    enum Event: Hashable {
        /// There is input to read.
        case typed
        case timedOut
        /// The process was suspended and continues. What it had shown may be gone.
        case resumed
        /// The window has a new size.
        case resized
        /// A signal asks the process to end. It hasn't ended yet.
        case ending(Int32)
        /// The terminal is gone.
        case gone
    }

    /// The signals that `wait` handles; they must be caught by the pipe.
    static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH]

    private let input: Int32
    private let pipe: Int32
    private let take: () -> Void
    private let giveBack: () -> Void

    /// - Parameters:
    ///   - pipe: the end of the `SignalPipe` to read from.
    ///   - take: takes the terminal again. The caller takes it the first time and gives it back the last time.
    ///   - giveBack: restores the terminal's original mode.
    init(_ input: Int32, pipe: Int32, take: @escaping () -> Void, giveBack: @escaping () -> Void) {
        (self.input, self.pipe, self.take, self.giveBack) = (input, pipe, take, giveBack)
    }

    /// Sets another terminal mode while `body` runs.
    ///
    /// - Parameter dropsTypedAhead: whether to discard what was typed before.
    /// - Returns: `nil` if there is no terminal, or no descriptor is left.
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

    /// Waits for an event. If the process is suspended in here, returns `resumed` afterwards.
    ///
    /// - Parameter span: `nil` to wait indefinitely.
    func wait(for span: Duration? = nil) -> Event {
        let end = span.map { SystemClock.sinceBoot() + $0 }
        while true {
            var sources = [input, pipe].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let left = end.map { max(.zero, $0 - SystemClock.sinceBoot()).inMilliseconds } ?? -1
            let count = poll(&sources, nfds_t(sources.count), Int32(clamping: left))
            if count == 0 { return .timedOut }
            guard count > 0 else {
                if errno == EINTR { continue }
                return .gone
            }
            if sources[1].revents != 0, let number = try? FileDescriptor(rawValue: pipe).take(upTo: 1).first {
                return answer(Int32(number))
            }
            return isAtEnd(sources[0]) ? .gone : .typed
        }
    }

    /// Acts on the signals that have arrived, without waiting for any.
    func heedSignals() {
        while true {
            switch wait(for: .zero) {
            case .ending(let signal): return end(by: signal)
            case .resumed, .resized: continue
            case .typed, .timedOut, .gone: return
            }
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
            // The process was suspended by a signal that can't be caught.
            take()
            return .resumed
        case SIGWINCH: return .resized
        default: return .ending(signal)
        }
    }

    /// Ends the process as the signal would have, with the terminal's original mode restored.
    func end(by signal: Int32) {
        giveBack()
        SignalPipe.deliver(signal)
    }

    /// At the end of input, the descriptor is readable but has no bytes.
    private func isAtEnd(_ source: pollfd) -> Bool {
        var left: Int32 = 0
        let isEmpty = ioctl(input, UInt(FIONREAD), &left) != 0 || left == 0
        return isEmpty && source.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
    }
}
