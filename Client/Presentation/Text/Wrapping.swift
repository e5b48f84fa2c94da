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
        var lines: [Substring] = []
        var start = text.startIndex
        var columns = 0
        func end(before next: Substring.Index) {
            if start < next { lines.append(text[start..<next]) }
            (start, columns) = (next, 0)
        }
        for piece in pieces(text) {
            let visible = DisplayWidth.of(piece.trimmedAtEnd)
            if columns + visible > width { end(before: piece.startIndex) }
            if columns + visible <= width {
                columns += DisplayWidth.of(piece)
            } else {
                for part in piece.indices.flatMap({ piece.parts(at: $0, width: width) }) {
                    if columns + part.columns > width, !part.isWhitespace { end(before: part.start) }
                    columns += part.columns
                }
            }
        }
        end(before: text.endIndex)
        return lines.isEmpty ? [""] : lines.map { String($0.trimmedAtEnd) }
    }

    /// The unbreakable pieces: words with the white space after them, and single ideographs.
    private static func pieces(_ text: Substring) -> [Substring] {
        words(text).flatMap { $0.isPlain ? [$0] : unplainPieces($0) }
    }

    /// The text, divided wherever a space precedes a visible ASCII character: places to break whatever else there is.
    private static func words(_ text: Substring) -> [Substring] {
        let (octets, space) = (text.utf8, UInt8(ascii: " "))
        var words: [Substring] = []
        var start = octets.startIndex
        var before: UInt8?
        for index in octets.indices {
            if before == space, (UInt8(ascii: "!")...UInt8(ascii: "~")).contains(octets[index]) {
                words.append(text[start..<index])
                start = index
            }
            before = octets[index]
        }
        if start < octets.endIndex { words.append(text[start...]) }
        return words
    }

    private static func unplainPieces(_ text: Substring) -> [Substring] {
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

    /// Characters that can't start a line.
    private static let closing: Set<Character> = Set("、。，．・：；？！）］｝〕〉》」』】ー…,.:;?!)]}”’")
    /// Characters that can't end a line.
    private static let opening: Set<Character> = Set("（［｛〔〈《「『【([{“‘")
}

extension Character {
    /// Whether a line can end at this white space; not so for no-break spaces.
    fileprivate var isBreakingSpace: Bool { isWhitespace && self != "\u{A0}" && self != "\u{202F}" && self != "\u{2007}" }
}

extension Substring {
    fileprivate var trimmedAtEnd: Substring {
        var rest = self
        while let octet = rest.utf8.last {
            if octet > UInt8(ascii: " "), octet < 0x7F { break }
            guard rest.last?.isWhitespace == true else { break }
            rest.removeLast()
        }
        return rest
    }

    /// The character at `index`, or its scalars if it is wider than a line, which no real character is.
    fileprivate func parts(at index: Index, width: Int) -> [(start: Index, columns: Int, isWhitespace: Bool)] {
        let columns = DisplayWidth.of(self[index])
        if columns <= width { return [(index, columns, self[index].isWhitespace)] }
        return self[index...index].unicodeScalars.indices.map {
            let scalar = Character(unicodeScalars[$0])
            return ($0, DisplayWidth.of(scalar), scalar.isWhitespace)
        }
    }
}
