import Foundation
import ServerHTTP

/// Standard output or standard error.
enum StandardStream: Int32 {
    case output = 1
    case error = 2

    /// Without buffering, even if it isn't a terminal: another process may be waiting for the line. If nobody reads any more, the text is
    /// lost, and the server goes on.
    @Sendable func write(_ text: String) {
        try? FileHandle(fileDescriptor: rawValue, closeOnDealloc: false).write(contentsOf: Data(text.utf8))
    }

    var isTerminal: Bool { isatty(rawValue) == 1 }

    /// `nil` if it isn't a terminal, or one that doesn't say.
    var size: ServerLog.Size? {
        var size = winsize()
        guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
        return ServerLog.Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }
}
