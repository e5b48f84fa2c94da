package import Catalogue
package import Models

/// A reaction to a revealed round: one per partner.
package struct ReactionDocument: Hashable, Codable, Sendable {
    package let prompt: PromptID
    package let number: Int
    /// One user-perceived character.
    package let symbol: String
    package let at: Instant

    private enum CodingKeys: String, CodingKey {
        case prompt, number, at
        case symbol = "sign"
    }

    package init(prompt: PromptID, number: Int, symbol: String, at: Instant) {
        self.prompt = prompt
        self.number = number
        self.symbol = symbol
        self.at = at
    }

    var reference: RoundReference { RoundReference(prompt: prompt, number: number) }

    /// Whether it's visible and short. Either partner can write anything here.
    package var isSound: Bool { Self.isSound(symbol) }

    static func isSound(_ symbol: String) -> Bool {
        guard symbol.count == 1, symbol.utf8.count <= 64, let first = symbol.unicodeScalars.first else { return false }
        return switch first.properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .spaceSeparator, .nonspacingMark, .enclosingMark,
            .spacingMark:
            false
        default: !first.properties.isDefaultIgnorableCodePoint
        }
    }
}
