import Models

/// How far something has come that takes long: one line on standard error, as long as it takes.
///
/// Nothing is shown before a second has passed, nor where nobody sees it, and nothing of it is left at the end.
package final class Progress {
    private let title: String
    private let console: any Console
    private let now: () -> Instant
    private let page: Page
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

    /// Where nobody knows how much there is.
    package func show(_ sofar: String) { show { sofar } }

    /// Takes the line away.
    func end() {
        if shown != nil { console.complain(Cursor.eraseLine) }
        shown = nil
    }

    private func show(_ text: () -> String) {
        let now = now()
        guard now.milliseconds(since: shown ?? start) >= (shown == nil ? 1_000 : 100), console.complaintsAreSeen else { return }
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
    /// - Parameter body: is handed what shows how far it has come.
    func showingProgress<Result>(_ title: String, _ body: (Progress) throws -> Result) rethrows -> Result {
        let progress = Progress(title, in: self)
        defer { progress.end() }
        return try body(progress)
    }
}
