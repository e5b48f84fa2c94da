/// Checks a name that a partner states for themselves: it comes from a program that may have been modified.
enum PartnerName {
    /// The longest name, in bytes.
    private static let mostBytes = 200

    /// Whether a client accepts it as a name for its own user or device.
    static func isName(_ text: String) -> Bool { !text.allSatisfy(\.isWhitespace) && text.utf8.count <= mostBytes }

    /// Words that would refer to someone else if they labelled a voice.
    private static let taken: Set = ["you", "yours", "your partner", "me", "i"]

    /// - Parameter own: this partner's name.
    /// - Returns: `nil` for a name that is invisible, too long, or could pass for someone else's.
    static func shown(_ name: String, besides own: String?) -> String? {
        guard name.utf8.count <= mostBytes else { return nil }
        let folded = fold(name)
        guard !folded.isEmpty, !taken.contains(folded), folded != own.map(fold) else { return nil }
        return name
    }

    /// Maps names that look alike at a glance to the same text: without case, surrounding spaces and invisible characters.
    private static func fold(_ name: String) -> String {
        let visible = name.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .unassigned, .privateUse: false
            default: !scalar.properties.isDefaultIgnorableCodePoint && !isBlank(scalar)
            }
        }
        return String(String.UnicodeScalarView(visible)).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Letters without ink: Hangul fillers, the Braille blank.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0].contains(scalar.value)
    }
}
