package import Models

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Where this process is read and seen: a terminal, a pipe or a file.
package final class Terminal {
    private let input: Int32
    private let output: Int32
    private let errors: Int32
    private let environment: [String: String]
    /// What was read beyond the line that was asked for.
    private var ahead: Bytes = []

    package init(
        environment: [String: String], input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, errors: Int32 = STDERR_FILENO
    ) {
        self.environment = environment
        self.input = input
        self.output = output
        self.errors = errors
    }

    /// Output is seen by somebody as it comes.
    package var isTerminal: Bool { isatty(output) == 1 }
    /// Standard error is seen by somebody as it comes.
    package var complaintsAreSeen: Bool { isatty(errors) == 1 && environment["TERM"] != "dumb" }
    /// Somebody is there who can be asked.
    package var isInteractive: Bool { isatty(input) == 1 }

    /// Columns to lay out for: `COLUMNS`, or what the terminal says. Nil where there is none and nobody said.
    package var columns: Int? { environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? size?.columns }
    /// Lines of the terminal; nil where there is none.
    package var rows: Int? { size?.rows }

    /// As https://no-color.org and https://bixense.com/clicolors ask for.
    package var isColoured: Bool {
        if let no = environment["NO_COLOR"], !no.isEmpty { return false }
        if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" { return true }
        return isTerminal && environment["CLICOLOR"] != "0" && environment["TERM"] != "dumb"
    }

    /// Something that was to be written did not arrive, though somebody was there to read it: a disk was full, say.
    package private(set) var isIncomplete = false

    /// To standard output, as it is. Nobody is told where nobody reads.
    package func write(_ text: String) {
        if !Descriptor.write(text.utf8, to: output), errno != EPIPE { isIncomplete = true }
    }

    /// As `write`, through a pager, if one is wanted and there. An interrupt that ends the pager ends this process too.
    package func page(_ text: String) {
        guard let pager = Pager(environment: environment), let ending = pager.show(text, output: output, errors: errors) else {
            return write(text)
        }
        if ending == .signalled(SIGINT) { raise(SIGINT) }
    }

    /// To standard error, as it is.
    package func complain(_ text: String) { _ = Descriptor.write(text.utf8, to: errors) }

    /// One line from standard input, without its end. Nil at the end of input.
    ///
    /// - Parameter prompt: shown on standard error where somebody is there who can be asked.
    package func readLine(prompt: String) -> String? {
        guard isInteractive else { return line() }
        return TerminalHold.holding(input, dropsTypedAhead: false) { ask(prompt, on: $0) } ?? nil
    }

    /// As `readLine`, without showing what is typed.
    package func readSecret(prompt: String) -> String? {
        guard isInteractive else { return line() }
        return TerminalHold.holding(input, dropsTypedAhead: true) {
            $0.c_lflag &= ~tcflag_t(ECHO)
        } while: {
            defer { complain("\n") }
            return ask(prompt, on: $0)
        } ?? nil
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

    /// Everything on standard input.
    ///
    /// - Throws: `FileError`.
    package func readAll() throws -> Bytes {
        guard let rest = Descriptor.readAll(input) else { throw FileError(path: "standard input", code: errno) }
        defer { ahead = [] }
        return ahead + rest
    }

    /// Waits for a key, without showing it. A key that was pressed before doesn't count.
    ///
    /// - Parameter seconds: nil: as long as it takes; it always is where input is no terminal.
    package func key(seconds: Double?) -> KeyPress { key(within: seconds) { .timedOut } }

    /// As `key(seconds:)`, for as long as it takes.
    ///
    /// - Parameter body: called whenever that many seconds have passed without a key. One pressed while it runs counts.
    package func key(every seconds: Double, _ body: () -> Void) -> KeyPress {
        key(within: seconds) {
            body()
            return nil
        }
    }

    /// - Parameter late: called when the time has passed; nil: it waits anew.
    private func key(within seconds: Double?, late: () -> KeyPress?) -> KeyPress {
        guard isInteractive else { return ahead.isEmpty ? octet(of: 1) : .pressed(ahead.removeFirst()) }
        return TerminalHold.holding(input, dropsTypedAhead: true) {
            $0.c_lflag &= ~tcflag_t(ECHO | ICANON)
        } while: { hold in
            while true {
                switch hold.wait(seconds: seconds) {
                // A key may send several octets; none is to be taken for the next key.
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

    /// The first of what can be read at once.
    private func octet(of limit: Int) -> KeyPress { Descriptor.read(input, upTo: limit)?.first.map(KeyPress.pressed) ?? .ended }

    /// - Returns: nil, having called nothing, where nobody is there, or the terminal cannot place text.
    package func fill<Shown: Screen>(_ screen: Shown, atRest: (Shown) -> Void) -> (screen: Shown, end: ScreenEnd)? {
        guard isInteractive, isTerminal, let kind = environment["TERM"], !kind.isEmpty, kind != "dumb" else { return nil }
        return CursesTerminal.fill(screen, kind: kind, input: input, output: output, isColoured: isColoured, atRest: atRest)
    }

    package func end(by signal: Int32) { SignalPipe.deliver(signal) }

    /// - Parameter isReadable: waits until something can be read; false where nothing ever will be.
    private func line(_ isReadable: () -> Bool = { true }) -> String? {
        while !ahead.contains(UInt8(ascii: "\n")) {
            guard isReadable(), let more = Descriptor.read(input, upTo: 4096), !more.isEmpty else { break }
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
        guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}
