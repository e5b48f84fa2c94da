import Catalogue
import ClientCore
import Machine
import Models

/// The ratings of one subject over time, in characters: the user's line with ●, the partner's dotted with ○, ◉ where they meet.
struct TrendsPlot {
    let series: Trends.Series
    /// From the first to the last moment shown.
    let span: ClosedRange<Instant>
    let columns: Int
    let rows: Int

    static let mine: Character = "●"
    static let theirs: Character = "○"
    static let both: Character = "◉"
    /// Columns of the scale on the left.
    static let margin = 4

    func lines(on page: OutputLayout) -> [String] {
        let drawings = [drawing(series.mine, isDotted: false), drawing(series.theirs, isDotted: true)]
        let marks = marks
        return (0..<rows).map { row in
            let cells = (0..<width).map { column -> (character: Character, style: Style?) in
                if let mark = marks[Place(column: column, row: row)] {
                    return (mark, mark == Self.theirs ? .theirs : .mine)
                }
                let patterns = drawings.map { $0.pattern(column: column, row: row) }
                guard let top = patterns.firstIndex(where: { $0 != 0 }) else { return (" ", nil) }
                return (BrailleCanvas.character(patterns[0] | patterns[1]), top == 0 ? .mine : .theirs)
            }
            return Style.quiet(scale(row), on: page) + Self.joined(cells, on: page)
        } + [dates(on: page)]
    }

    private struct Place: Hashable {
        let column: Int
        let row: Int
    }

    private var width: Int { max(2, columns - Self.margin) }

    private func drawing(_ points: [Trends.Point], isDotted: Bool) -> BrailleCanvas {
        var canvas = BrailleCanvas(columns: width, rows: rows)
        for (start, end) in zip(points, points.dropFirst()) { canvas.line(from: dot(start), to: dot(end), isDotted: isDotted) }
        return canvas
    }

    private func dot(_ point: Trends.Point) -> (x: Int, y: Int) {
        let right = width * 2 - 1
        let length = span.upperBound.duration(since: span.lowerBound)
        let passed = point.at.duration(since: span.lowerBound)
        let isSpread = length >= TrendsChart.day || max(series.mine.count, series.theirs.count) > 1 && length > .zero
        let x = isSpread ? Int(passed / length * Double(right)) : right / 2
        return (x, y(point.rating.value))
    }

    /// The first and the last line are for 10 and 0 alone; the values between them share the others evenly.
    private func y(_ value: Int) -> Int {
        switch value {
        case Rating.range.upperBound: 1
        case Rating.range.lowerBound: rows * 4 - 2
        default: 4 + (2 * (Rating.range.upperBound - 1 - value) + 1) * (rows - 2) * 4 / (2 * (Rating.range.count - 2))
        }
    }

    /// Every rating, or only each partner's last one if they would overlap.
    private var marks: [Place: Character] {
        let isCrowded = max(series.mine.count, series.theirs.count) > width / 2
        func places(_ points: [Trends.Point]) -> [Place] {
            (isCrowded ? points.suffix(1) : points).map(dot).map { Place(column: $0.x / 2, row: $0.y / 4) }
        }
        var marks: [Place: Character] = [:]
        for place in places(series.theirs) { marks[place] = Self.theirs }
        for place in places(series.mine) { marks[place] = marks[place] == nil || marks[place] == Self.mine ? Self.mine : Self.both }
        return marks
    }

    /// Numbers at both ends and in the middle of the scale, or on all lines if there are enough.
    private func scale(_ row: Int) -> String {
        let isLabelled = rows > 10 || row == 0 || row == rows - 1 || row * 2 == rows - 1
        return isLabelled ? Alignment.right(String(10 - row * 10 / (rows - 1)), 2) + " ┤" : "   │"
    }

    private func dates(on page: OutputLayout) -> String {
        var last = page.shortDate(span.upperBound)
        var first = page.shortDate(span.lowerBound)
        if first == last { return Style.quiet(Alignment.right(last, Self.margin + (width + DisplayWidth.of(last)) / 2), on: page) }
        if first.count + last.count + 2 > width { first = Self.withoutYear(first) }
        if first.count + last.count + 1 > width { last = Self.withoutYear(last) }
        let gap = max(1, width - first.count - last.count)
        return Style.quiet(String(repeating: " ", count: Self.margin) + first + String(repeating: " ", count: gap) + last, on: page)
    }

    private static func withoutYear(_ date: String) -> String { date.split(separator: " ").prefix(2).joined(separator: " ") }

    /// Adjacent cells of one style are coloured together.
    private static func joined(_ cells: [(character: Character, style: Style?)], on page: OutputLayout) -> String {
        var text = ""
        var run = ""
        var style: Style?
        for cell in cells {
            if cell.style != style {
                text += style.map { $0(run, on: page) } ?? run
                (run, style) = ("", cell.style)
            }
            run.append(cell.character)
        }
        if style == nil { while run.last == " " { run.removeLast() } }
        return text + (style.map { $0(run, on: page) } ?? run)
    }
}
