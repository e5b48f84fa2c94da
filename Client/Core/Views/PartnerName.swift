/// What a partner says that they are called, as far as it may stand for them: it comes from a program that may be changed.
enum PartnerName {
    /// Octets.
    private static let mostBytes = 200

    /// Whether a client takes it for a name of its own, or of its machine.
    static func isName(_ text: String) -> Bool { !text.allSatisfy(\.isWhitespace) && text.utf8.count <= mostBytes }

    /// Words that mean somebody else where they stand for a voice.
    private static let taken: Set = ["you", "yours", "your partner", "me", "i"]

    /// - Parameter own: what the partner here is called.
    /// - Returns: nil for what cannot be seen, is longer than a name, or would pass for somebody else.
    static func shown(_ name: String, besides own: String?) -> String? {
        guard name.utf8.count <= mostBytes else { return nil }
        let folded = fold(name)
        guard !folded.isEmpty, !taken.contains(folded), folded != own.map(fold) else { return nil }
        return name
    }

    /// Names that look alike to a reader in a hurry: without capitals, outer spaces, and what is not seen.
    private static func fold(_ name: String) -> String {
        let visible = name.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .unassigned, .privateUse: false
            default: !scalar.properties.isDefaultIgnorableCodePoint && !isBlank(scalar)
            }
        }
        return String(String.UnicodeScalarView(visible)).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Letters that have no ink: Hangul fillers, the braille blank.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0].contains(scalar.value)
    }
}
