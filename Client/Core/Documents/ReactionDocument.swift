package import Catalogue
package import Models

/// A reaction to a revealed round: one per partner.
package struct ReactionDocument: Hashable, Codable, Sendable {
    package let prompt: PromptID
    package let number: Int
    /// One user-perceived character.
    package let sign: String
    package let at: Instant

    package init(prompt: PromptID, number: Int, sign: String, at: Instant) {
        self.prompt = prompt
        self.number = number
        self.sign = sign
        self.at = at
    }

    var reference: RoundReference { RoundReference(prompt: prompt, number: number) }

    /// Whether it's visible and short. Either partner can write anything here.
    package var isSound: Bool { Self.isSound(sign) }

    static func isSound(_ sign: String) -> Bool {
        guard sign.count == 1, sign.utf8.count <= 64, let first = sign.unicodeScalars.first else { return false }
        return switch first.properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .spaceSeparator, .nonspacingMark, .enclosingMark,
            .spacingMark:
            false
        default: !first.properties.isDefaultIgnorableCodePoint
        }
    }
}
