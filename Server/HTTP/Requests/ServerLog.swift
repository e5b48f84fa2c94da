import FoundationEssentials
package import Logging
package import Models
import Synchronization

/// Where log lines go, and how they read: for people on a terminal, for programs anywhere else.
///
/// What was announced at the start, such as the line with the registration token, stays on the screen: it is printed again before
/// log lines would push it off. It never becomes part of the log.
package final class ServerLog: Sendable {
    /// A terminal's size in characters.
    package struct Size: Sendable {
        let columns: Int
        let rows: Int

        package init(columns: Int, rows: Int) {
            self.columns = columns
            self.rows = rows
        }
    }

    package enum Form: Sendable {
        /// One JSON object a line, with `time`, `level`, `message`, and what belongs to the message.
        case json
        /// Time of day, level, message.
        ///
        /// - offset: the seconds by which the reader's clock is ahead of UTC.
        /// - size: of the terminal; `nil` if it isn't known.
        case people(offset: @Sendable () -> Int64, size: @Sendable () -> Size?)
    }

    private struct Screen {
        var announced: [String] = []
        /// The rows below it.
        var rows = 0
    }

    private let form: Form
    private let now: @Sendable () -> Instant
    private let print: @Sendable (String) -> Void
    private let screen = Mutex(Screen())

    /// - Parameter print: writes text with its line breaks, unchanged.
    package init(form: Form, now: @escaping @Sendable () -> Instant, print: @escaping @Sendable (String) -> Void) {
        self.form = form
        self.now = now
        self.print = print
    }

    package func handler(_ level: Logger.Level) -> some LogHandler { Handler(log: self, logLevel: level) }

    /// Call when these lines have just been printed on the same terminal.
    package func keep(_ lines: [String]) { screen.withLock { $0 = Screen(announced: lines) } }

    fileprivate func write(_ level: Logger.Level, _ message: String, _ metadata: [String: String]) {
        switch form {
        case .json: print(Self.json(level, message, metadata, at: now()) + "\n")
        case .people(let offset, let size):
            let time = CivilTime(now(), offset: offset())
            let clock = time.clock + (time.second < 10 ? ":0" : ":") + String(time.second)
            show("\(clock)  \(level.rawValue)  \(Self.text(message, metadata))", on: size())
        }
    }

    private func show(_ line: String, on size: Size?) {
        screen.withLock { screen in
            if let size, size.columns > 0, !screen.announced.isEmpty {
                let rows = Self.rows(of: line, in: size.columns)
                let height = screen.announced.reduce(0) { $0 + Self.rows(of: $1, in: size.columns) }
                // The last row is the cursor's.
                if screen.rows + rows + height > size.rows - 1, rows + height < size.rows {
                    print(screen.announced.map { $0 + "\n" }.joined())
                    screen.rows = 0
                }
                screen.rows += rows
            }
            print(line + "\n")
        }
    }

    private static func rows(of line: String, in columns: Int) -> Int { max(1, (line.count + columns - 1) / columns) }

    // MARK: Lines
    private static func text(_ message: String, _ metadata: [String: String]) -> String {
        var rest = metadata
        // Tells two requests apart for programs; for people there is nothing to look up by it.
        rest["hb.request.id"] = nil
        var words = [message]
        if message == "request" {
            let status = rest.removeValue(forKey: "status")
            words = [rest.removeValue(forKey: "method"), rest.removeValue(forKey: "route"), status].compactMap { $0 }
            if let ms = rest.removeValue(forKey: "ms") { words.append("\(ms) ms") }
        }
        let line = (words + rest.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }).joined(separator: " ")
        // A line break would let a value pass for a line of its own.
        return String(String.UnicodeScalarView(line.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }

    private static func json(_ level: Logger.Level, _ message: String, _ metadata: [String: String], at time: Instant) -> String {
        let fields = metadata.merging(
            ["time": CivilTime(time).rfc3339, "level": level.rawValue, "message": message]) { $1 }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts alone can always be encoded.
        return (try? encoder.encode(fields)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private struct Handler: LogHandler {
        let log: ServerLog
        var logLevel: Logger.Level
        var metadata = Logger.Metadata()

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            log.write(event.level, "\(event.message)", all.mapValues { "\($0)" })
        }
    }
}
