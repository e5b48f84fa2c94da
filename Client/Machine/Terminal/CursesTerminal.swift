import CCurses
import Models
import SystemPackage

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The whole terminal, through ncurses: draws frames, reads keys, and restores the terminal afterwards.
struct CursesTerminal {
    private let output: Int32
    private let hold: TerminalHold

    /// Shows a screen until it is done, or a signal asks the process to end.
    ///
    /// - Parameter kind: the value of `TERM`.
    /// - Returns: `nil`, without having changed anything, if the terminal can't position text.
    static func fill<Shown: Screen>(
        _ screen: Shown, kind: String, input: Int32, output: Int32, isColoured: Bool, atRest: (Shown) -> Void
    ) -> (screen: Shown, end: ScreenEnd)? {
        var mode = termios()
        guard tcgetattr(input, &mode) == 0 else { return nil }
        return SignalPipe.catching(TerminalHold.signals) { pipe in
            let curses = twofold_curses_begin(kind, output, input, isColoured ? 1 : 0)
            guard curses.screen != nil else { return nil }
            let hold = TerminalHold(
                input, pipe: pipe,
                take: {
                    twofold_curses_again()
                    marksPastes(true, on: output)
                },
                giveBack: {
                    marksPastes(false, on: output)
                    twofold_curses_pause(curses)
                })
            defer {
                marksPastes(false, on: output)
                twofold_curses_finish(curses)
                // What was typed for the screen isn't meant for what follows.
                tcsetattr(input, TCSAFLUSH, &mode)
            }
            let terminal = CursesTerminal(output: output, hold: hold)
            return CrashGuard.guarding(output, mode, farewell) { terminal.run(screen, atRest: atRest) }
        } ?? nil
    }

    /// Restores the terminal's usual state: default style, a cursor, and the previous screen.
    private static var farewell: Bytes {
        let strings = ["sgr0", "cnorm", "rmkx", "rmcup"].compactMap { (name: String) in
            twofold_curses_string(name).map { String(cString: $0) }
        }
        // Delays, such as `$<5>`, are for terminals that no one uses any more.
        return Bytes("\(Paste.off)\(strings.joined().replacing(/\$<[^>]*>/, with: ""))".utf8)
    }

    private enum Paste {
        static let on = "\u{1B}[?2004h"
        static let off = "\u{1B}[?2004l"
    }

    private static func marksPastes(_ marks: Bool, on output: Int32) {
        try? FileDescriptor(rawValue: output).put((marks ? Paste.on : Paste.off).utf8)
    }

    private func run<Shown: Screen>(_ screen: Shown, atRest: (Shown) -> Void) -> (screen: Shown, end: ScreenEnd) {
        var screen = screen
        Self.marksPastes(true, on: output)
        fit()
        while true {
            draw(screen)
            atRest(screen)
            switch hold.wait() {
            case .gone: return (screen, .interrupted(by: SIGHUP))
            case .ending(let signal): return (screen, .interrupted(by: signal))
            case .resumed, .resized: fit()
            case .typed, .timedOut: break
            }
            while !screen.isDone, let key = read() { screen.press(key) }
            if screen.isDone { return (screen, .done) }
        }
    }

    private func fit() {
        var size = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else { return }
        twofold_curses_resize(Int32(size.ws_row), Int32(size.ws_col))
    }

    // MARK: Drawing

    private func draw(_ screen: some Screen) {
        let size = size
        let frame = screen.frame(columns: size.columns, rows: size.rows)
        twofold_curses_erase()
        for (row, line) in frame.lines.enumerated() {
            twofold_curses_move(Int32(row), 0)
            for piece in line {
                let look = Self.look(piece.style)
                twofold_curses_style(look.pair, look.bold, look.dim)
                twofold_curses_write(piece.text)
            }
        }
        twofold_curses_style(0, 0, 0)
        twofold_curses_show(Int32(frame.cursor?.row ?? -1), Int32(frame.cursor?.column ?? 0))
    }

    private var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Pairs as defined by `twofold_curses_begin`; without colours they change nothing.
    private static func look(_ style: Style?) -> (pair: Int32, bold: Int32, dim: Int32) {
        switch style {
        case nil: (0, 0, 0)
        case .strong: (0, 1, 0)
        case .quiet: (0, 0, 1)
        case .mine: (1, 0, 0)
        case .theirs: (2, 0, 0)
        case .good: (3, 0, 0)
        case .warning: (4, 0, 0)
        }
    }

    // MARK: Keys

    /// - Returns: `nil` if no more keys were pressed. Skips keys that have no meaning anywhere.
    private func read() -> Key? {
        var value: UInt32 = 0
        while true {
            switch twofold_curses_read(&value) {
            case 1 where value == 0x1B: if !passesOverSequence() { return .escape }
            case 1: if let key = Self.text(value) { return key }
            case 2: if let key = Self.named[Int32(bitPattern: value)] { return key }
            default: return nil
            }
        }
    }

    /// A key that ncurses doesn't know starts like Escape; the rest of its bytes follow at once and aren't keys.
    private func passesOverSequence() -> Bool {
        var value: UInt32 = 0
        guard twofold_curses_read(&value) == 1 else { return false }
        // ECMA-48: an introducer, parameters, and a final byte.
        guard value == 0x5B || value == 0x4F else { return true }
        while twofold_curses_read(&value) == 1, !(0x40...0x7E).contains(value) {}
        return true
    }

    private static func text(_ value: UInt32) -> Key? {
        switch value {
        case 0x0A, 0x0D: .enter
        case 0x09: .tab
        case 0x08, 0x7F: .backspace
        case 0x01...0x1A: Unicode.Scalar(value + 0x60).map(Key.control)
        case ..<0x20: nil
        default: Unicode.Scalar(value).map(Key.typed)
        }
    }

    private static let named: [Int32: Key] = [
        KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right, KEY_HOME: .home, KEY_END: .end, KEY_ENTER: .enter,
        KEY_BTAB: .backTab, KEY_BACKSPACE: .backspace, KEY_DC: .delete,
        Int32(TWOFOLD_KEY_PASTE_BEGINS): .pasteBegins, Int32(TWOFOLD_KEY_PASTE_ENDS): .pasteEnds,
    ]
}
