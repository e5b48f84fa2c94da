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
    /// Whether a key is pressed, each time that one is waited for; after the last: yes.
    var keys: [Bool] = []
    /// Called each time a key is waited for.
    var whileWaiting: () -> Void = {}
    private(set) var output = ""
    /// What of it went through a pager.
    private(set) var paged = ""
    private(set) var errors = ""

    func write(_ text: String) { output += text }
    func page(_ text: String) {
        paged += text
        write(text)
    }

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

    func waitForKey(seconds: Double?) -> Bool {
        whileWaiting()
        return keys.isEmpty ? true : keys.removeFirst()
    }

    func clear() { (output, paged, errors) = ("", "", "") }
}
