package import ClientCore
package import Machine
package import Models

/// One partner's text, with a name above it.
package struct Voice: Hashable, Sendable {
    package let label: String
    package let style: Style
    package let text: String
    package let at: Instant
    /// The question that it was written for, if that differs from the one shown above.
    package let asked: String?

    package init(_ words: Words, _ label: String, _ style: Style) {
        (self.label, self.style, text, at, asked) = (label, style, words.text, words.at, words.asked)
    }

    package static func mine(_ words: Words) -> Voice { Voice(words, Messages.Reflections.you, .mine) }

    package static func draft(_ words: Words) -> Voice { Voice(words, Messages.Reflections.yourDraft, .quiet) }

    package static func theirs(_ words: Words, _ partner: String?) -> Voice {
        Voice(words, Messages.partnerFirst(partner), .theirs)
    }

    package static func reflection(_ reflection: Reflection, _ partner: String?) -> Voice {
        Voice(
            Words(text: reflection.text, at: reflection.at), Messages.Reflections.lookingBack(reflection.isMine, partner),
            reflection.isMine ? .mine : .theirs)
    }

    /// The name, and when the text was written.
    package func heading(on page: OutputLayout) -> String { style(label, on: page) + Style.quiet("  " + page.date(at), on: page) }

    /// The heading, then the text, indented.
    package func lines(on page: OutputLayout) -> [String] {
        [heading(on: page)] + body(width: page.measure.map { $0 - 2 }).map { $0.isEmpty ? "" : "  " + $0 }
    }

    package func body(width: Int?) -> [String] {
        let asked = asked.map { Wrapping.lines(SafeText.line(Messages.asked($0)), width: width) + [""] } ?? []
        return asked + Wrapping.words(text, width: width)
    }
}

/// Two texts in two columns, if they fit.
package enum SideBySide {
    /// Columns between the two texts.
    private static let gap = 3

    /// - Returns: `nil` if the page is too narrow, or contains right-to-left text, which columns would garble.
    package static func lines(_ left: Voice, _ right: Voice, on page: OutputLayout) -> [String]? {
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
    package static func left(_ voice: Voice, on page: OutputLayout) -> [String] {
        cells(voice, columnWidth(page) ?? 0, page).map(\.shown)
    }

    private static func columnWidth(_ page: OutputLayout) -> Int? { page.width.map { (min($0, 120) - gap) / 2 } }

    private static func cells(_ voice: Voice, _ column: Int, _ page: OutputLayout) -> [(shown: String, width: Int)] {
        let name = Wrapping.truncated(voice.label, width: column - 20)
        let date = "  " + page.date(voice.at)
        let heading = (voice.style(name, on: page) + Style.quiet(date, on: page), DisplayWidth.of(name + date))
        return [heading] + voice.body(width: column).map { ($0, DisplayWidth.of($0)) }
    }
}

/// The terminal control sequences needed (ECMA-48, supported by every terminal).
package enum Cursor {
    /// To the start of the line `lines` above.
    package static func up(_ lines: Int) -> String { "\r\u{1B}[\(lines)A" }
    /// To a column of the current line; the first is 1.
    package static func column(_ number: Int) -> String { "\u{1B}[\(number)G" }
    /// From the cursor to the end of the screen.
    package static let eraseBelow = "\u{1B}[J"
    /// Erases the current line and returns to its start.
    package static let eraseLine = "\r\u{1B}[2K"
}
