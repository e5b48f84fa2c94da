/// Wraps text to a width in terminal columns.
package enum Wrapping {
    /// Keeps line breaks and indentation. A word longer than a line is broken where the line ends.
    ///
    /// - Parameter width: `nil` to keep only the text's own line breaks.
    package static func lines(_ text: String, width: Int?) -> [String] {
        let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let width else { return paragraphs.map(String.init) }
        return paragraphs.flatMap { paragraph($0, width: max(2, width)) }
    }

    /// A user's text, made safe. Each line is isolated in its paragraph's direction.
    package static func words(_ text: String, width: Int?) -> [String] {
        SafeText.block(text).split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
            let direction = SafeText.direction(of: String(paragraph))
            return lines(String(paragraph), width: width).map { direction?.isolated($0) ?? $0 }
        }
    }

    /// Like `lines`, for the program's own messages: doesn't break within backticks, so that commands can be copied.
    package static func sentences(_ text: String, width: Int?) -> [String] {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        let bound = parts.map { $0.offset % 2 == 1 ? String($0.element.replacing(" ", with: "\u{A0}")) : String($0.element) }
        return lines(bound.joined(separator: "`"), width: width).map { $0.replacing("\u{A0}", with: " ") }
    }

    /// The beginning of a line, with an ellipsis if it was too long.
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

    /// The unbreakable pieces: words with the white space after them, and single ideographs.
    private static func pieces(_ text: Substring) -> [Substring] {
        if text.isPlain { return plainPieces(text) }
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

    private static func plainPieces(_ text: Substring) -> [Substring] {
        let (octets, space) = (text.utf8, UInt8(ascii: " "))
        var pieces: [Substring] = []
        var start = octets.startIndex
        var before: UInt8?
        for index in octets.indices {
            if before == space, octets[index] != space {
                pieces.append(text[start..<index])
                start = index
            }
            before = octets[index]
        }
        if start < octets.endIndex { pieces.append(text[start...]) }
        return pieces
    }

    private static func canBreak(between left: Character, and right: Character) -> Bool {
        if left.isBreakingSpace { return !right.isBreakingSpace }
        if left == "\u{200B}" { return true }
        if right.isBreakingSpace || closing.contains(right) || opening.contains(left) { return false }
        return DisplayWidth.isIdeographic(left) || DisplayWidth.isIdeographic(right)
    }

    /// Characters that can't start a line.
    private static let closing: Set<Character> = Set("、。，．・：；？！）］｝〕〉》」』】ー…,.:;?!)]}”’")
    /// Characters that can't end a line.
    private static let opening: Set<Character> = Set("（［｛〔〈《「『【([{“‘")
}

extension Character {
    /// Whether a line can end at this white space; not so for no-break spaces.
    fileprivate var isBreakingSpace: Bool { isWhitespace && self != "\u{A0}" && self != "\u{202F}" && self != "\u{2007}" }

    /// The character itself, or its scalars if it is wider than a line, which no real character is.
    fileprivate func parts(width: Int) -> [Character] {
        DisplayWidth.of(self) <= width ? [self] : unicodeScalars.map(Character.init)
    }
}

/// A line being filled.
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

    /// - Returns: the line, or nothing if it is empty.
    mutating func finish() -> [String] {
        defer { (text, columns) = ("", 0) }
        return text.isEmpty ? [] : [String(Substring(text).trimmedAtEnd)]
    }

    /// - Returns: the lines that are already full, if the piece is too long for one.
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
