/// Wraps text to a width in terminal columns.
package enum Wrapping {
    /// Keeps line breaks and indentation. A word longer than a line is broken where the line ends.
    ///
    /// - Parameter width: `nil` to keep only the text's own line breaks.
    package static func lines(_ text: String, width: Int?) -> [String] {
        let paragraphs = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Substring.init)
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
        let bound = parts.map { $0.offset % 2 == 1 ? Self.bound(String($0.element)) : String($0.element) }
        return lines(bound.joined(separator: "`"), width: width).map(unbound)
    }

    /// Items side by side, each of which stays on one line if it fits.
    package static func items(_ items: [String], between separator: String, width: Int?) -> [String] {
        let line = items.joined(separator: separator)
        guard let width, DisplayWidth.of(line) > width else { return [line] }
        return lines(items.map(bound).joined(separator: separator), width: width).map(unbound)
    }

    /// With no-break spaces, so that it stays on one line.
    private static func bound(_ text: String) -> String { replacing(" ", by: "\u{A0}", in: text) }

    private static func unbound(_ text: String) -> String { replacing("\u{A0}", by: " ", in: text) }

    private static func replacing(_ scalar: Unicode.Scalar, by other: Unicode.Scalar, in text: String) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.lazy.map { $0 == scalar ? other : $0 })
        return String(scalars)
    }

    /// The beginning of a line, with an ellipsis if it was too long.
    package static func truncated(_ line: String, width: Int) -> String {
        guard DisplayWidth.of(line) > width else { return line }
        let scalars = line.unicodeScalars
        if let end = scalars.index(scalars.startIndex, offsetBy: max(0, width - 1), limitedBy: scalars.endIndex),
            end < scalars.endIndex,
            scalars[...end].allSatisfy(\.isPlain)
        {
            return line[..<end].trimmedAtEnd + "…"
        }
        var end = line.startIndex
        var columns = 0
        while end < line.endIndex {
            let next = line.index(after: end)
            columns += DisplayWidth.of(line[end..<next])
            guard columns < width else { break }
            end = next
        }
        return line[..<end].trimmedAtEnd + "…"
    }

    private static func paragraph(_ text: Substring, width: Int) -> [String] {
        var lines: [Substring] = []
        var start = text.startIndex
        var columns = 0
        func end(before next: Substring.Index) {
            if start < next { lines.append(text[start..<next]) }
            (start, columns) = (next, 0)
        }
        // What doesn't fit on a line of its own is broken at its no-break spaces, rather than anywhere.
        for piece in pieces(text).flatMap({ $0.visible > width ? $0.loosened : [$0] }) {
            if columns + piece.visible > width { end(before: piece.text.startIndex) }
            if columns + piece.visible <= width {
                columns += piece.columns
            } else {
                for part in piece.text.indices.flatMap({ piece.text.parts(at: $0, width: width) }) {
                    if columns + part.columns > width, !part.isWhitespace { end(before: part.start) }
                    columns += part.columns
                }
            }
        }
        end(before: text.endIndex)
        return lines.isEmpty ? [""] : lines.map { String($0.trimmedAtEnd) }
    }

    /// What isn't broken if a line has room for it: a word with the white space after it, or a single ideograph.
    private struct Piece {
        let text: Substring
        let columns: Int
        /// The columns without the white space.
        let visible: Int

        init(_ text: Substring) {
            let trimmed = text.trimmedAtEnd
            (self.text, columns, visible) = (text, DisplayWidth.of(text), DisplayWidth.of(trimmed))
        }

        /// - Parameters:
        ///   - count: how many scalars it has, all of them plain.
        ///   - spaces: how many of them are spaces at its end.
        init(plain text: Substring, count: Int, spaces: Int) {
            (self.text, columns, visible) = (text, count, count - spaces)
        }

        /// Divided after each no-break space.
        var loosened: [Piece] {
            var pieces: [Piece] = []
            var rest = text
            while let end = rest.firstIndex(of: "\u{A0}").map(rest.index(after:)) {
                pieces.append(Piece(rest[..<end]))
                rest = rest[end...]
            }
            return rest.isEmpty ? pieces : pieces + [Piece(rest)]
        }
    }

    /// Divides the text wherever a space precedes a plain scalar, which is a place to break whatever else there is. What isn't all
    /// plain is divided further.
    private static func pieces(_ text: Substring) -> [Piece] {
        var pieces: [Piece] = []
        var (start, count, spaces, isPlain) = (text.startIndex, 0, 0, true)
        func end(at index: Substring.Index) {
            let word = text[start..<index]
            if isPlain {
                pieces.append(Piece(plain: word, count: count, spaces: spaces))
            } else {
                pieces += unplainPieces(word).map(Piece.init)
            }
            (start, count, spaces, isPlain) = (index, 0, 0, true)
        }
        var index = text.startIndex
        for scalar in text.unicodeScalars {
            let isSpace = scalar == " "
            if !isSpace, spaces > 0, scalar.isPlain { end(at: index) }
            spaces = isSpace ? spaces + 1 : 0
            isPlain = isPlain && scalar.isPlain
            count += 1
            index = text.unicodeScalars.index(after: index)
        }
        if count > 0 { end(at: index) }
        return pieces
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
        while let octet = rest.utf8.last, octet <= UInt8(ascii: " ") || octet >= 0x7F {
            if octet == UInt8(ascii: " ") {
                rest = Substring(rest.utf8.dropLast())
            } else {
                guard rest.last?.isWhitespace == true else { break }
                rest.removeLast()
            }
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
