package import Catalogue
package import Models

/// A prompt written by one of the couple.
package struct PromptDocument: Hashable, Codable, Sendable {
    /// `ours/` and the first characters of the record's id.
    package let id: PromptID
    package let question: String
    package let at: Instant
    /// A word to find it by, besides its id. Either partner can write anything here: `soundName`.
    package let name: String?

    package init(id: PromptID, question: String, at: Instant, name: String? = nil) {
        self.id = id
        self.question = question
        self.at = at
        self.name = name
    }

    /// The name, if it's one that `ask` accepts.
    package var soundName: String? { name.flatMap { Self.isName($0) ? $0 : nil } }

    /// A part of a prompt's id with at most 40 characters, and not only digits: those are a list's numbers.
    static func isName(_ text: String) -> Bool {
        PromptID.isPart(text) && text.utf8.count <= 40 && !text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// - Parameter record: the record that holds the prompt.
    static func id(of record: RecordID) -> PromptID {
        let digits = record.bytes.prefix(5).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        return PromptID(validDeck: Deck.ours, name: digits.joined())
    }
}
