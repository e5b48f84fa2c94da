import Catalogue
package import Models

/// A prompt written by one of the couple.
package struct PromptDocument: Hashable, Codable, Sendable {
    /// `ours/` and the first characters of the record's id.
    package let id: String
    package let question: String
    package let at: Instant

    package init(id: String, question: String, at: Instant) {
        self.id = id
        self.question = question
        self.at = at
    }

    /// - Parameter record: the record that holds the prompt.
    static func id(of record: RecordID) -> String {
        "\(Deck.ours)/" + record.bytes.prefix(5).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
