package import Catalogue
package import Models

/// A prompt written by one of the couple.
package struct PromptDocument: Hashable, Codable, Sendable {
    /// `ours/` and the first characters of the record's id.
    package let id: PromptID
    package let question: String
    package let at: Instant

    package init(id: PromptID, question: String, at: Instant) {
        self.id = id
        self.question = question
        self.at = at
    }

    /// - Parameter record: the record that holds the prompt.
    static func id(of record: RecordID) -> PromptID {
        let digits = record.bytes.prefix(5).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        return PromptID(validDeck: Deck.ours, name: digits.joined())
    }
}
