import Foundation

/// A test's own terminal, and the person using it.
final class PseudoTerminal {
    /// The program's side.
    let program: Int32
    private let person: Int32

    init() throws {
        person = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        #if os(Linux)
        // TIOCSPTLCK and TIOCGPTPEER (man 2 ioctl_tty), which Swift doesn't import.
        var locked: Int32 = 0
        guard person >= 0, ioctl(person, 0x4004_5431, &locked) == 0 else { throw POSIXError(.EIO) }
        program = ioctl(person, 0x5441, O_RDWR | O_NOCTTY)
        #else
        guard person >= 0, grantpt(person) == 0, unlockpt(person) == 0, let name = ptsname(person) else { throw POSIXError(.EIO) }
        program = open(String(cString: name), O_RDWR | O_NOCTTY)
        #endif
        guard program >= 0 else { throw POSIXError(.EIO) }
    }

    deinit {
        close(program)
        close(person)
    }

    func type(_ text: String) { _ = Array(text.utf8).withUnsafeBytes { write(person, $0.baseAddress, $0.count) } }

    /// Reads the program's output until `end` appears.
    func see(until end: String) -> String {
        var seen = ""
        var octet: UInt8 = 0
        while !seen.hasSuffix(end), read(person, &octet, 1) == 1 { seen.unicodeScalars.append(Unicode.Scalar(octet)) }
        return seen
    }

    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(person, UInt(TIOCSWINSZ), &size)
    }

    var shows: Bool { has(ECHO) }
    var waitsForLines: Bool { has(ICANON) }

    private func has(_ flag: Int32) -> Bool {
        var mode = termios()
        return tcgetattr(program, &mode) == 0 && mode.c_lflag & tcflag_t(flag) != 0
    }
}
