import Foundation

/// Written to at once, also where it is no terminal: somebody may be waiting for the line.
enum StandardOutput {
    static func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}
