package import Models
import SystemPackage

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The process's input and output: a terminal, a pipe or a file.
package final class Terminal {
    private let input: FileDescriptor
    private let output: FileDescriptor
    private let errors: FileDescriptor
    private let environment: [String: String]
    /// Input that was read beyond the line asked for.
    private var ahead: Bytes = []

    package init(
        environment: [String: String], input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, errors: Int32 = STDERR_FILENO
    ) {
        self.environment = environment
        (self.input, self.output) = (FileDescriptor(rawValue: input), FileDescriptor(rawValue: output))
        self.errors = FileDescriptor(rawValue: errors)
    }

    /// Keeps the database and connections out of the place of a standard stream that was closed when the program started: what's written
    /// for people there would get into them. Reading or writing such a stream fails.
    package static func holdClosedStreams() {
        for (stream, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(stream, F_GETFD) == -1 { _ = open("/dev/null", mode) }
    }

    /// Whether output goes to a terminal.
    package var isTerminal: Bool { Posix.isTerminal(output) }
    /// Whether standard error goes to a terminal.
    package var complaintsAreSeen: Bool { Posix.isTerminal(errors) && environment["TERM"] != "dumb" }
    /// Whether the user can be prompted.
    package var isInteractive: Bool { Posix.isTerminal(input) }

    /// Columns to lay out for: `COLUMNS`, or the terminal's width. `nil` if there is neither.
    package var columns: Int? { environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? size?.columns }
    /// Lines of the terminal; `nil` if there is none.
    package var rows: Int? { size?.rows }

    /// Follows https://no-color.org and https://bixense.com/clicolors.
    package var isColoured: Bool {
        if let no = environment["NO_COLOR"], !no.isEmpty { return false }
        if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" { return true }
        return isTerminal && environment["CLICOLOR"] != "0" && environment["TERM"] != "dumb"
    }

    /// Whether some output was lost although its reader was still there, for example because a disk was full.
    package private(set) var isIncomplete = false

    /// Writes to standard output, unchanged. A closed pipe doesn't count as incomplete.
    ///
    /// - Returns: whether all of it was taken.
    @discardableResult
    package func write(_ text: String) -> Bool {
        do {
            try output.put(text.utf8)
            return true
        } catch {
            if error != .brokenPipe { isIncomplete = true }
            return false
        }
    }

    package var hasPager: Bool { Pager(environment: environment) != nil }

    /// Like `write`, through a pager, if one is wanted and available. An interrupt that ends the pager ends this process too.
    package func page(_ text: String) {
        guard let pager = Pager(environment: environment), let ending = pager.show(text, output: output, errors: errors) else {
            write(text)
            return
        }
        if ending == .signalled(SIGINT) { raise(SIGINT) }
    }

    /// Writes to standard error, unchanged.
    package func complain(_ text: String) { try? errors.put(text.utf8) }

    /// Reads one line from standard input, without its line break. `nil` at the end of input.
    ///
    /// - Parameter prompt: shown on standard error if the user can be prompted.
    package func readLine(prompt: String) -> String? {
        guard isInteractive else { return line() }
        return TerminalHold.holding(input.rawValue, dropsTypedAhead: false) { ask(prompt, on: $0) } ?? nil
    }

    /// Like `readLine`, without echo.
    package func readSecret(prompt: String) -> String? {
        guard isInteractive else { return line() }
        return TerminalHold.holding(input.rawValue, dropsTypedAhead: true) {
            $0.c_lflag &= ~tcflag_t(ECHO)
        } while: {
            defer { complain("\n") }
            return ask(prompt, on: $0)
        } ?? nil
    }

    /// Runs `body`, which takes a while. If someone is typing, keys pressed meanwhile are neither shown nor kept; a signal takes effect
    /// afterwards.
    ///
    /// - Throws: what `body` throws.
    package func unheard<Outcome>(_ body: () throws -> Outcome) throws -> Outcome {
        guard isInteractive else { return try body() }
        let outcome = TerminalHold.holding(input.rawValue, dropsTypedAhead: true) {
            $0.c_lflag &= ~tcflag_t(ECHO)
        } while: { hold in
            let outcome = Result { try body() }
            hold.heedSignals()
            tcflush(input.rawValue, TCIFLUSH)
            return outcome
        }
        return try outcome?.get() ?? body()
    }

    private func ask(_ prompt: String, on hold: TerminalHold) -> String? {
        complain(prompt)
        return line {
            while true {
                switch hold.wait() {
                case .typed: return true
                case .resumed: complain(prompt)
                case .resized, .timedOut: continue
                case .ending(let signal): hold.end(by: signal)
                case .gone: return false
                }
            }
        }
    }

    /// Reads all of standard input.
    ///
    /// - Throws: `FileError`.
    package func readAll() throws -> Bytes {
        let rest = try FileError.at("standard input") { try input.takeAll() }
        defer { ahead = [] }
        return ahead + rest
    }

    /// Waits for a key, without echo. Keys pressed before don't count.
    ///
    /// - Parameter span: `nil` to wait indefinitely, as always happens if input isn't a terminal.
    package func key(within span: Duration?) -> KeyPress { key(within: span) { .timedOut } }

    /// Like `key(within:)`, waiting indefinitely.
    ///
    /// - Parameter body: called each time `span` passes without a key. A key pressed while it runs counts.
    package func key(every span: Duration, _ body: () -> Void) -> KeyPress {
        key(within: span) {
            body()
            return nil
        }
    }

    /// - Parameter late: called when the time has passed; if it returns `nil`, waiting starts again.
    private func key(within span: Duration?, late: () -> KeyPress?) -> KeyPress {
        guard isInteractive else { return ahead.isEmpty ? octet(of: 1) : .pressed(ahead.removeFirst()) }
        return TerminalHold.holding(input.rawValue, dropsTypedAhead: true) {
            $0.c_lflag &= ~tcflag_t(ECHO | ICANON)
        } while: { hold in
            while true {
                switch hold.wait(for: span) {
                // A key may send several bytes; none of them may count as the next key.
                case .typed: return octet(of: 64)
                case .timedOut: if let press = late() { return press }
                case .resumed: return .resumed
                case .resized: continue
                case .ending(let signal): hold.end(by: signal)
                case .gone: return .ended
                }
            }
        } ?? .ended
    }

    /// The first byte of what can be read at once.
    private func octet(of limit: Int) -> KeyPress { (try? input.take(upTo: limit).first).map(KeyPress.pressed) ?? .ended }

    /// - Returns: `nil`, without having called anything, if there is no terminal or it can't position text.
    package func fill<Shown: Screen>(_ screen: Shown, atRest: (Shown) -> Void) -> (screen: Shown, end: ScreenEnd)? {
        guard isInteractive, isTerminal, let kind = environment["TERM"], !kind.isEmpty, kind != "dumb" else { return nil }
        return CursesTerminal.fill(
            screen, kind: kind, input: input.rawValue, output: output.rawValue, isColoured: isColoured, atRest: atRest)
    }

    package func end(by signal: Int32) { SignalPipe.deliver(signal) }

    /// - Parameter isReadable: waits for input; returns `false` if there won't be any.
    private func line(_ isReadable: () -> Bool = { true }) -> String? {
        while !ahead.contains(UInt8(ascii: "\n")) {
            guard isReadable(), let more = try? input.take(upTo: 4096), !more.isEmpty else { break }
            ahead += more
        }
        guard !ahead.isEmpty else { return nil }
        var line = ahead.prefix { $0 != UInt8(ascii: "\n") }
        ahead = Bytes(ahead.dropFirst(line.count + 1))
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return String(decoding: line, as: UTF8.self)
    }

    private var size: (columns: Int, rows: Int)? {
        var size = winsize()
        guard ioctl(output.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}
