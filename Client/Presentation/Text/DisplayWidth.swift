/// The number of columns that text takes on a terminal.
///
/// Sources: Unicode Standard Annex 11 (East Asian Width) and Technical Standard 51 (Emoji).
package enum DisplayWidth {
    package static func of(_ text: some StringProtocol) -> Int {
        text.unicodeScalars.allSatisfy(\.isPlain) ? text.unicodeScalars.count : text.reduce(0) { $0 + of($1) }
    }

    /// Whether all terminals agree on the width: true of letters that were always one column wide, and of punctuation.
    static func isCertain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.value < 0x300 || (0x2010...0x2027).contains($0.value) }
    }

    /// The width of one grapheme cluster: an emoji sequence takes two columns, however many scalars it has.
    package static func of(_ character: Character) -> Int {
        if character.isASCII { return character.asciiValue.map { $0 >= 0x20 && $0 != 0x7F ? 1 : 0 } ?? 0 }
        let scalars = character.unicodeScalars
        if isEmoji(scalars) { return 2 }
        return scalars.reduce(0) { $0 + of($1) }
    }

    private static func isEmoji(_ scalars: Character.UnicodeScalarView) -> Bool {
        guard let first = scalars.first else { return false }
        if first.properties.isEmojiPresentation { return !scalars.contains { $0.value == textSelector } }
        return first.properties.isEmoji
            && scalars.contains { $0.value == emojiSelector || $0.properties.isEmojiModifier || $0.value == joiner }
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .surrogate, .lineSeparator, .paragraphSeparator: return 0
        default: break
        }
        // The vowels and final consonants of a Korean syllable combine with its first consonant.
        if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) { return 0 }
        return isWide(scalar) ? 2 : 1
    }

    /// Whether lines can be broken before and after it even without a space.
    static func isIdeographic(_ character: Character) -> Bool {
        guard let first = character.unicodeScalars.first, !character.isASCII else { return false }
        return isWide(first) && !first.properties.isEmojiPresentation
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x1100 else { return false }
        return wide.contains { $0.contains(scalar.value) }
    }

    private static let textSelector: UInt32 = 0xFE0E
    private static let joiner: UInt32 = 0x200D
    private static let emojiSelector: UInt32 = 0xFE0F

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF,
        0x1AFF0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}

/// Pads text with spaces to a number of columns.
package enum Alignment {
    package static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }

    package static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - DisplayWidth.of(text))) + text
    }

    package static func widest(_ texts: [String]) -> Int { texts.map { DisplayWidth.of($0) }.max() ?? 0 }
}

extension Unicode.Scalar {
    /// Whether it is a Latin letter, a sign or a space, as most scalars are. Next to others of the kind each takes one column, which
    /// needs no look at grapheme clusters and their properties.
    var isPlain: Bool { (0x20..<0x7F).contains(value) || (0xA0..<0x300).contains(value) && value != softHyphen }
}

private let softHyphen: UInt32 = 0xAD
