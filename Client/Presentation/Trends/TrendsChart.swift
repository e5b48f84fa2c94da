import Catalogue
import ClientCore
import Models

/// The chart of one subject as an `<svg>` element: the user's ratings as a line with discs, the partner's dotted with diamonds.
struct TrendsChart {
    let series: Trends.Series
    /// From the first to the last moment shown.
    let span: ClosedRange<Instant>
    /// As within a sentence.
    let me: String
    let partner: String
    let clock: WallClock
    let id: String

    static let width = 380
    static let height = 200
    private static let (left, right, top, bottom) = (26, 370, 62, 168)

    static let day = Duration.seconds(86_400)

    /// - Parameter placed: attributes for the position.
    func text(placed: String) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" class="tf"\(placed) width="\(Self.width)" height="\(Self.height)" \
        viewBox="0 0 \(Self.width) \(Self.height)" role="img" aria-labelledby="\(id)-title \(id)-about">
        <title id="\(id)-title">\(Self.escaped(series.subject.title))</title>
        <desc id="\(id)-about">\(Self.escaped(summary))</desc>
        <text class="tf-title" x="0" y="18">\(Self.escaped(series.subject.title))</text>
        <text class="tf-label" x="0" y="40">\(Self.escaped(summary))</text>
        \(grid)\(drawn(series.theirs, isMine: false))\(drawn(series.mine, isMine: true))
        </svg>
        """
    }

    /// From the first to the last rating of any series.
    static func span(_ series: [Trends.Series]) -> ClosedRange<Instant> {
        let times = series.flatMap { ($0.mine + $0.theirs).map(\.at) }
        let first = times.min() ?? Instant(milliseconds: 0)
        return first...(times.max() ?? first)
    }

    /// The latest ratings, and which direction is better.
    private var summary: String {
        let latest = [
            series.mine.last.map { "\(me) \($0.rating.value)" }, series.theirs.last.map { "\(partner) \($0.rating.value)" },
        ]
        return "Now " + latest.compactMap { $0 }.joined(separator: ", ")
            + (series.subject.isBetterHigh ? " · higher is better" : " · lower is better")
    }

    private var grid: String {
        let lines = [0, 5, 10].map { value in
            let y = Self.y(value)
            return #"<path class="tf-grid" d="M\#(Self.left) \#(y)H\#(Self.right)"/>"#
                + #"<text class="tf-label" x="\#(Self.left - 8)" y="\#(y + 4)" text-anchor="end">\#(value)</text>"#
        }
        let last = date(span.upperBound)
        let first = date(span.lowerBound)
        let dates =
            first == last
            ? #"<text class="tf-label" x="\#((Self.left + Self.right) / 2)" y="190" text-anchor="middle">\#(last)</text>"#
            : #"<text class="tf-label" x="\#(Self.left)" y="190">\#(first)</text>"#
                + #"<text class="tf-label" x="\#(Self.right)" y="190" text-anchor="end">\#(last)</text>"#
        return lines.joined() + dates
    }

    private func drawn(_ points: [Trends.Point], isMine: Bool) -> String {
        guard !points.isEmpty else { return "" }
        let path = points.map { "\(x($0)) \(Self.y($0.rating.value))" }.joined(separator: "L")
        let line = points.count > 1 ? #"<path class="tf-line \#(isMine ? "tf-mine" : "tf-theirs")" d="M\#(path)"/>"# : ""
        return line + points.map { Self.mark(isMine: isMine, x($0), Self.y($0.rating.value), told($0)) }.joined()
    }

    /// - Parameter told: the tooltip.
    static func mark(isMine: Bool, _ x: Int, _ y: Int, _ told: String = "") -> String {
        let title = told.isEmpty ? "" : "<title>\(escaped(told))</title>"
        return isMine
            ? #"<circle class="tf-mark tf-mine" cx="\#(x)" cy="\#(y)" r="4">\#(title)</circle>"#
            : #"<path class="tf-mark tf-theirs" d="M\#(x) \#(y - 7)l7 7l-7 7l-7-7z">\#(title)</path>"#
    }

    private func told(_ point: Trends.Point) -> String {
        ["\(date(point.at)): \(point.rating.value)", point.rating.note].compactMap { $0 }.joined(separator: ". ")
    }

    private func date(_ instant: Instant) -> String { clock.time(instant).shortDate }

    private func x(_ point: Trends.Point) -> Int {
        let length = span.upperBound.duration(since: span.lowerBound)
        // Ratings of a single day are centred.
        let isSpread = length >= Self.day || max(series.mine.count, series.theirs.count) > 1 && length > .zero
        guard isSpread else { return (Self.left + Self.right) / 2 }
        let part = point.at.duration(since: span.lowerBound) / length
        // Keeps marks at the ends within the chart.
        return Self.left + 8 + Int((part * Double(Self.right - Self.left - 16)).rounded())
    }

    private static func y(_ value: Int) -> Int { bottom - value * (bottom - top) / 10 }

    /// Escapes text for elements and attributes. Characters that XML forbids or that could reorder text are replaced or removed.
    static func escaped(_ text: String) -> String { HTML.escaped(text, noncharacter: "") }
}

/// A dot drawing: each character has two columns of four dots.
///
/// Source: Unicode, Braille Patterns, U+2800.
struct BrailleCanvas {
    let columns: Int
    let rows: Int
    private var patterns: [UInt32]

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        patterns = Array(repeating: 0, count: columns * rows)
    }

    var width: Int { columns * 2 }
    var height: Int { rows * 4 }

    /// Ignores dots outside the canvas.
    mutating func dot(_ x: Int, _ y: Int) {
        guard (0..<width).contains(x), (0..<height).contains(y) else { return }
        patterns[y / 4 * columns + x / 2] |= Self.bits[y % 4][x % 2]
    }

    /// - Parameter isDotted: draws every third dot only.
    mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), isDotted: Bool) {
        let steps = max(abs(end.x - start.x), abs(end.y - start.y), 1)
        for step in 0...steps where !isDotted || step % 3 == 0 {
            let part = Double(step) / Double(steps)
            dot(
                start.x + Int((Double(end.x - start.x) * part).rounded()), start.y + Int((Double(end.y - start.y) * part).rounded())
            )
        }
    }

    /// 0 if nothing is drawn.
    func pattern(column: Int, row: Int) -> UInt32 { patterns[row * columns + column] }

    static func character(_ pattern: UInt32) -> Character { Unicode.Scalar(0x2800 + pattern).map(Character.init) ?? " " }

    private static let bits: [[UInt32]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
}
