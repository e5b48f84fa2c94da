/// One partner's rating of one subject, at one time.
package struct Rating: Hashable, Sendable {
    /// 0 (not at all) to 10 (very much).
    package let value: Int
    /// One line, if they wrote a note.
    package let note: String?

    package static let range = 0...10

    /// - Parameter note: is put on one line; white space alone counts as no note.
    /// - Returns: `nil` if the value is outside the range.
    package init?(_ value: Int, note: String? = nil) {
        guard Self.range.contains(value) else { return nil }
        self.value = value
        // Splits by Unicode scalars: a combining scalar would join a space into a character that isn't white space.
        let words = note?.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) } ?? []
        self.note = words.isEmpty ? nil : words.joined(separator: " ")
    }
}
