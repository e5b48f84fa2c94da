/// How one thing is, just now, for one partner.
package struct Rating: Hashable, Sendable {
    /// 0 (not at all) to 10 (very much).
    package let value: Int
    /// One line, if they had something to say.
    package let note: String?

    package static let range = 0...10

    /// - Returns: nil where the value is outside of the range.
    /// - Parameter note: put on one line; nothing but white space is none.
    package init?(_ value: Int, note: String? = nil) {
        guard Self.range.contains(value) else { return nil }
        self.value = value
        // By scalars: one that joins the space before it is no white space.
        let words = note?.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) } ?? []
        self.note = words.isEmpty ? nil : words.joined(separator: " ")
    }
}
