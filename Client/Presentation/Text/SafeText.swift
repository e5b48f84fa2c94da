/// Makes untrusted text safe for a terminal, so that it can't move the cursor, recolour, rename or answer anything, or reorder
/// adjacent text.
package enum SafeText {
    /// Keeps line breaks, and replaces control characters by their pictures.
    package static func block(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }) { return text }
        var safe = String.UnicodeScalarView()
        var afterReturn = false
        var marks = 0
        for scalar in text.unicodeScalars {
            defer { afterReturn = scalar == "\r" }
            marks = scalar.isMark ? marks + 1 : 0
            guard marks <= mostMarks else { continue }
            switch scalar.value {
            case 0x0A where afterReturn: continue
            case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: safe.append("\n")
            case 0x09: safe.append(contentsOf: "    ".unicodeScalars)
            case 0x00..<0x20: safe.append(picture(0x2400 + scalar.value))
            case 0x7F: safe.append(picture(0x2421))
            case 0x80...0x9F: safe.append(picture(0xFFFD))
            // Terminals disagree on whether to show a soft hyphen.
            case 0xAD: continue
            // Embeddings, overrides and isolates affect text beyond their own; the byte order mark has no meaning here.
            case 0x202A...0x202E, 0x2066...0x206F, 0xFFF9...0xFFFB, 0xFEFF: continue
            default: safe.append(scalar)
            }
        }
        return String(safe)
    }

    /// The most marks on one letter: more would overlap adjacent lines. No language needs as many.
    private static let mostMarks = 8

    /// Puts text on one line, with each run of white space as a single space, and isolates it if it contains right-to-left text.
    /// Cuts off extremely long text.
    package static func line(_ text: String) -> String {
        if isOneLine(text) { return text }
        let scalars = text.unicodeScalars
        let end = scalars.index(scalars.startIndex, offsetBy: mostOfALine, limitedBy: scalars.endIndex)
        let shown = end.map { $0 == scalars.endIndex ? text : String(scalars[..<$0]) + " …" } ?? text
        return isolated(block(shown).unicodeScalars.split(whereSeparator: isWhitespace).map { String($0) }.joined(separator: " "))
    }

    /// Whether it is what most text is: printable ASCII with single spaces, and not long.
    private static func isOneLine(_ text: String) -> Bool {
        let space = UInt8(ascii: " ")
        var before = space
        for octet in text.utf8 {
            guard octet >= space, octet < 0x7F, octet != space || before != space else { return false }
            before = octet
        }
        return before != space && text.utf8.count <= mostOfALine
    }

    private static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }

    /// The most scalars on one line: somewhat more than a question should have.
    private static let mostOfALine = 4_000

    /// Keeps right-to-left text from reordering adjacent text.
    static func isolated(_ line: String) -> String {
        isRightToLeft(line) ? "\u{2068}\(line)\u{2069}" : line
    }

    /// Whether any of the text is right-to-left.
    static func isRightToLeft(_ text: String) -> Bool {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
        return text.unicodeScalars.contains { scalar in
            scalar.value >= 0x590 && rightToLeft.contains { $0.contains(scalar.value) }
        }
    }

    /// The direction of a paragraph that contains right-to-left text: that of its first letter. `nil` for other paragraphs.
    static func direction(of paragraph: String) -> Direction? {
        guard isRightToLeft(paragraph) else { return nil }
        let first = paragraph.unicodeScalars.first { $0.properties.isAlphabetic }
        return first.map { isRightToLeft(String($0)) } ?? true ? .rightToLeft : .leftToRight
    }

    enum Direction: String {
        case leftToRight = "\u{2066}"
        case rightToLeft = "\u{2067}"

        func isolated(_ line: String) -> String { line.isEmpty ? line : rawValue + line + "\u{2069}" }
    }

    private static func picture(_ value: UInt32) -> Unicode.Scalar { Unicode.Scalar(value) ?? "\u{FFFD}" }

    private static let rightToLeft: [ClosedRange<UInt32>] = [
        0x590...0x8FF, 0x200F...0x200F, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF,
    ]
}

extension Unicode.Scalar {
    /// Whether it combines with the letter before it.
    fileprivate var isMark: Bool {
        value >= 0x300 && [.nonspacingMark, .enclosingMark].contains(properties.generalCategory)
    }
}
