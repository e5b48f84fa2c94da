import Foundation

/// Writes without buffering, even if it isn't a terminal: another process may be waiting for the line.
enum StandardOutput {
    static func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}
