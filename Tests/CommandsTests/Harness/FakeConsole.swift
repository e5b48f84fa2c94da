import Commands
import Models

/// A console whose typing is written beforehand and whose output is kept.
final class FakeConsole: Console {
    var columns: Int?
    var rows: Int? = 40
    var isColoured = false
    var isTerminal = false
    var isInteractive = false
    /// What is typed, line by line.
    var typed: [String] = []
    /// What is on standard input where nobody types.
    var input: Bytes = []
    /// What comes of waiting for a key, each time; after the last, the input is at its end.
    var keys: [KeyPress] = []
    /// Called each time a key is waited for.
    var whileWaiting: () -> Void = {}
    private(set) var output = ""
    private(set) var errors = ""

    func write(_ text: String) { output += text }
    func complain(_ text: String) { errors += text }

    func readLine(prompt: String) -> String? {
        errors += prompt
        return typed.isEmpty ? nil : typed.removeFirst()
    }

    func readSecret(prompt: String) -> String? {
        guard !isInteractive else { return readLine(prompt: prompt) }
        guard !input.isEmpty else { return nil }
        let line = input.prefix { $0 != UInt8(ascii: "\n") }
        input = Bytes(input.dropFirst(line.count + 1))
        return String(decoding: line, as: UTF8.self)
    }

    func readAll() throws -> Bytes { input }

    func key(seconds: Double?) -> KeyPress {
        whileWaiting()
        return keys.isEmpty ? .ended : keys.removeFirst()
    }

    func clear() { (output, errors) = ("", "") }
}
