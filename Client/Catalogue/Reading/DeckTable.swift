import TOMLKit

/// A table of a deck's text, whose flaws know their lines.
struct DeckTable {
    private let table: TOMLTable
    private let line: (_ field: String) -> Int?

    init(_ table: TOMLTable, line: @escaping (_ field: String) -> Int?) {
        self.table = table
        self.line = line
    }

    /// A text that has to be there, and to say something.
    func text(_ field: String) throws(DeckFlaw) -> String {
        guard let text = try optional(field, as: "a text in quotation marks", { $0.string }) else {
            throw flaw(.missing(field), field)
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw flaw(field == "question" ? .noQuestion : .missing(field), field)
        }
        return text
    }

    /// - Parameter read: nil where the value is of another kind.
    func optional<Value>(
        _ field: String, as expected: String = "a text in quotation marks", _ read: (any TOMLValueConvertible) -> Value?
    ) throws(DeckFlaw) -> Value? {
        guard let value = table[field] else { return nil }
        guard let found = read(value) else { throw flaw(.unexpected(field: field, expected: expected), field) }
        return found
    }

    /// A field that is not known was mistyped, or is of a newer version: in either case something was meant that would not be.
    func checkFields(_ known: [String]) throws(DeckFlaw) {
        for field in table.keys where !known.contains(field) {
            throw flaw(.unknown(field: field, nearest: known.first { $0.hasPrefix(field.prefix(3)) }), field)
        }
    }

    func flaw(_ problem: DeckFlaw.Problem, _ field: String) -> DeckFlaw { DeckFlaw(problem, line: line(field)) }
}
