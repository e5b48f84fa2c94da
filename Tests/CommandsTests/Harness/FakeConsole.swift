import Commands
import Machine
import Models

/// A console with prepared input, which records its output.
final class FakeConsole: Console {
    var columns: Int?
    var rows: Int? = 40
    var isColoured = false
    var isTerminal = false
    var complaintsAreSeen = false
    var isInteractive = false
    /// The lines that are typed.
    var typed: [String] = []
    /// The content of standard input if no one is typing.
    var input: Bytes = []
    /// The results of waiting for a key, in order; after the last, the input has ended.
    var keys: [KeyPress] = []
    /// Called each time a key is waited for.
    var whileWaiting: () -> Void = {}
    /// The pauses between what was to happen while a key was waited for.
    private(set) var pauses: [Duration] = []
    /// The keys pressed on a full screen; `nil` if no screen can be shown. After the last key comes `signal`.
    var pressed: [Key]?
    var signal: Int32 = 15
    /// The frame before each key, 80 columns wide.
    private(set) var frames: [Frame] = []
    /// The signal that the process was to end with.
    private(set) var ended: Int32?
    private(set) var output = ""
    /// The part of it that went through a pager.
    private(set) var paged = ""
    private(set) var errors = ""

    /// Whether there is a pager.
    var hasPager = true
    /// What was done while no key was heard.
    private(set) var longWaits = 0

    /// Whether standard output takes nothing.
    var isFull = false

    func write(_ text: String) -> Bool {
        if !isFull { output += text }
        return !isFull
    }

    func page(_ text: String) {
        paged += text
        _ = write(text)
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

    func unheard<Result>(_ body: () throws -> Result) throws -> Result {
        longWaits += 1
        return try body()
    }

    func readAll() throws -> Bytes { input }

    func key(within span: Duration?) -> KeyPress {
        whileWaiting()
        return keys.isEmpty ? .ended : keys.removeFirst()
    }

    func key(every span: Duration, _ body: () -> Void) -> KeyPress {
        pauses.append(span)
        while true {
            let key = key(within: span)
            guard key == .timedOut else { return key }
            body()
        }
    }

    func fill<Shown: Screen>(_ screen: Shown, atRest: (Shown) -> Void) -> (screen: Shown, end: ScreenEnd)? {
        guard let keys = pressed else { return nil }
        var screen = screen
        for key in keys where !screen.isDone {
            frames.append(screen.frame(columns: 80, rows: 24))
            atRest(screen)
            screen.press(key)
        }
        return (screen, screen.isDone ? .done : .interrupted(by: signal))
    }

    func end(by signal: Int32) { ended = signal }

    func clear() { (output, paged, errors) = ("", "", "") }
}
