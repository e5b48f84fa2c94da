import TOMLKit

/// A table of a deck's text, whose errors carry line numbers.
struct DeckTable {
    private let table: TOMLTable
    private let line: (_ field: String) -> Int?

    init(_ table: TOMLTable, line: @escaping (_ field: String) -> Int?) {
        self.table = table
        self.line = line
    }

    /// A required text that isn't blank.
    func text(_ field: String) throws(DeckError) -> String {
        guard let text = try optional(field, as: "text in quotation marks", { $0.string }) else {
            throw error(.missing(field), field)
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw error(field == "question" ? .noQuestion : .missing(field), field)
        }
        return text
    }

    /// - Parameter read: returns `nil` if the value has the wrong type.
    func optional<Value>(
        _ field: String, as expected: @autoclosure () -> String = "text in quotation marks",
        _ read: (any TOMLValueConvertible) -> Value?
    ) throws(DeckError) -> Value? {
        guard let value = table[field] else { return nil }
        guard let found = read(value) else { throw error(.unexpected(field: field, expected: expected()), field) }
        return found
    }

    /// Rejects unknown fields. Whether mistyped or from a newer version, ignoring one would ignore what was meant.
    func checkFields(_ known: [String]) throws(DeckError) {
        for field in table.keys where !known.contains(field) {
            throw error(.unknown(field: field, nearest: known.first { $0.hasPrefix(field.prefix(3)) }), field)
        }
    }

    func error(_ reason: DeckError.Reason, _ field: String) -> DeckError { DeckError(reason, line: line(field)) }
}
