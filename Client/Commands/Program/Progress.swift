import Machine
import Models
import Presentation

/// Shows the progress of something slow, in one line on standard error.
///
/// Shows nothing in the first second, or if standard error isn't a terminal, and erases the line at the end.
package final class Progress {
    private let title: String
    private let console: any Console
    private let now: () -> Instant
    private let page: OutputLayout
    private let start: Instant
    private var shown: Instant?

    init(_ title: String, in context: Context) {
        self.title = title
        console = context.console
        now = context.now
        page = context.page
        start = context.now()
    }

    package func show(_ done: Int, of total: Int) {
        guard total > 0 else { return }
        show { Self.bar(done, of: total) }
    }

    /// For a total that isn't known.
    package func show(_ sofar: String) { show { sofar } }

    /// Erases the line.
    func end() {
        if shown != nil { console.complain(Cursor.eraseLine) }
        shown = nil
    }

    private func show(_ text: () -> String) {
        let now = now()
        guard now.duration(since: shown ?? start) >= (shown == nil ? .seconds(1) : .milliseconds(100)), console.complaintsAreSeen
        else { return }
        shown = now
        let line = Wrapping.truncated("\(title)  \(text())", width: min(page.width ?? 60, 60) - 1)
        console.complain(Cursor.eraseLine + Style.quiet(line, on: page))
    }

    private static func bar(_ done: Int, of total: Int) -> String {
        let filled = min(max(done, 0), total) * width / total
        return String(repeating: "━", count: filled) + String(repeating: "┄", count: width - filled) + " \(done * 100 / total) %"
    }

    private static let width = 24
}

extension Context {
    /// - Parameter body: receives the `Progress` to report to.
    func showingProgress<Result>(_ title: String, _ body: (Progress) throws -> Result) rethrows -> Result {
        let progress = Progress(title, in: self)
        defer { progress.end() }
        return try body(progress)
    }
}
