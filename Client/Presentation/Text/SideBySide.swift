import Machine

/// Two texts in two columns, if they fit.
package enum SideBySide {
    /// Columns between the two texts.
    private static let gap = 3

    /// - Returns: `nil` if the page is too narrow, or contains right-to-left text, which columns would garble.
    package static func lines(_ left: Voice, _ right: Voice, on page: Page) -> [String]? {
        guard page.isWide, !SafeText.isRightToLeft(left.text + right.text), let column = columnWidth(page) else { return nil }
        let first = cells(left, column, page)
        let second = cells(right, column, page)
        return (0..<max(first.count, second.count)).map { row in
            let (shown, width) = row < first.count ? first[row] : ("", 0)
            guard row < second.count, !second[row].shown.isEmpty else { return shown }
            let next = column + gap
            // Terminals disagree on the width of many characters, but not on column positions.
            return page.hasCursor && !DisplayWidth.isCertain(shown)
                ? shown + Cursor.column(next + 1) + second[row].shown
                : shown + String(repeating: " ", count: max(1, next - width)) + second[row].shown
        }
    }

    /// The left column alone, laid out as in `lines`.
    package static func left(_ voice: Voice, on page: Page) -> [String] {
        cells(voice, columnWidth(page) ?? 0, page).map(\.shown)
    }

    private static func columnWidth(_ page: Page) -> Int? { page.width.map { (min($0, 120) - gap) / 2 } }

    private static func cells(_ voice: Voice, _ column: Int, _ page: Page) -> [(shown: String, width: Int)] {
        let name = Wrapping.truncated(voice.label, width: column - 20)
        let date = "  " + page.date(voice.at)
        let heading = (voice.style(name, on: page) + Style.quiet(date, on: page), DisplayWidth.of(name + date))
        return [heading] + voice.body(width: column).map { ($0, DisplayWidth.of($0)) }
    }
}
