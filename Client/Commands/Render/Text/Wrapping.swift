/// Breaks text into lines of a width, in columns of a terminal.
package enum Wrapping {
    /// Line breaks and indentation of the text stay; a word longer than a line is broken where the line ends.
    ///
    /// - Parameter width: nil breaks nowhere but where the text does.
    package static func lines(_ text: String, width: Int?) -> [String] {
        let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let width else { return paragraphs.map(String.init) }
        return paragraphs.flatMap { paragraph($0, width: max(2, width)) }
    }

    /// Somebody's words, made harmless: each line is isolated in the direction of the paragraph that it is part of.
    static func words(_ text: String, width: Int?) -> [String] {
        SafeText.block(text).split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
            let direction = SafeText.direction(of: String(paragraph))
            return lines(String(paragraph), width: width).map { direction?.isolated($0) ?? $0 }
        }
    }

    /// As `lines`, for what the program says itself: what stands between backticks is not broken, so that it can be copied.
    static func sentences(_ text: String, width: Int?) -> [String] {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        let bound = parts.map { $0.offset % 2 == 1 ? String($0.element.replacing(" ", with: "\u{A0}")) : String($0.element) }
        return lines(bound.joined(separator: "`"), width: width).map { $0.replacing("\u{A0}", with: " ") }
    }

    /// The beginning of a line, with an ellipsis where it was too long.
    package static func truncated(_ line: String, width: Int) -> String {
        guard DisplayWidth.of(line) > width else { return line }
        var kept = ""
        var columns = 0
        for character in line {
            columns += DisplayWidth.of(character)
            guard columns < width else { break }
            kept.append(character)
        }
        while kept.last?.isWhitespace == true { kept.removeLast() }
        return kept + "…"
    }

    private static func paragraph(_ text: Substring, width: Int) -> [String] {
        var lines: [String] = []
        var line = Line(width: width)
        for piece in pieces(text) {
            if line.fits(piece) {
                line.append(piece)
            } else {
                lines += line.finish()
                lines += line.begin(with: piece)
            }
        }
        lines += line.finish()
        return lines.isEmpty ? [""] : lines
    }

    /// What may not be broken: words with the white space behind them, and ideographs one by one.
    private static func pieces(_ text: Substring) -> [Substring] {
        var pieces: [Substring] = []
        var start = text.startIndex
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if next == text.endIndex || canBreak(between: text[index], and: text[next]) {
                pieces.append(text[start..<next])
                start = next
            }
            index = next
        }
        return pieces
    }

    private static func canBreak(between left: Character, and right: Character) -> Bool {
        if left.isBreakingSpace { return !right.isBreakingSpace }
        if left == "\u{200B}" { return true }
        if right.isBreakingSpace || closing.contains(right) || opening.contains(left) { return false }
        return DisplayWidth.isIdeographic(left) || DisplayWidth.isIdeographic(right)
    }

    /// No line begins with one of these.
    private static let closing: Set<Character> = Set("、。，．・：；？！）］｝〕〉》」』】ー…,.:;?!)]}”’")
    /// No line ends with one of these.
    private static let opening: Set<Character> = Set("（［｛〔〈《「『【([{“‘")
}

extension Character {
    /// White space at which a line may end; a no-break space is none.
    fileprivate var isBreakingSpace: Bool { isWhitespace && self != "\u{A0}" && self != "\u{202F}" && self != "\u{2007}" }

    /// It alone, unless it is wider than a line, as no character in any language is: then what it is made of.
    fileprivate func parts(width: Int) -> [Character] {
        DisplayWidth.of(self) <= width ? [self] : unicodeScalars.map(Character.init)
    }
}

/// A line that is being filled.
private struct Line {
    let width: Int
    private var text = ""
    private var columns = 0

    init(width: Int) { self.width = width }

    func fits(_ piece: Substring) -> Bool { columns + DisplayWidth.of(piece.trimmedAtEnd) <= width }

    mutating func append(_ piece: Substring) {
        text += piece
        columns += DisplayWidth.of(piece)
    }

    /// - Returns: the line, or none where nothing is on it.
    mutating func finish() -> [String] {
        defer { (text, columns) = ("", 0) }
        return text.isEmpty ? [] : [String(Substring(text).trimmedAtEnd)]
    }

    /// - Returns: lines that a piece too long for one already fills.
    mutating func begin(with piece: Substring) -> [String] {
        var full: [String] = []
        for character in piece.flatMap({ $0.parts(width: width) }) {
            let extent = DisplayWidth.of(character)
            if columns + extent > width, !character.isWhitespace { full += finish() }
            text.append(character)
            columns += extent
        }
        return full
    }
}

extension Substring {
    fileprivate var trimmedAtEnd: Substring {
        var rest = self
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
