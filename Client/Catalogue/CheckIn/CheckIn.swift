/// How close two people are and what stands between them, as one of them sees it now.
///
/// It is sealed as an answer to `prompt`, in text that is readable without this program: a line for each rated subject, with its
/// name, its value and, after a colon, the note.
package struct CheckIn: Hashable, Sendable {
    /// The ratings of some or all subjects.
    package let ratings: [CheckInSubject: Rating]

    package init(ratings: [CheckInSubject: Rating]) { self.ratings = ratings }

    /// Parses the text of an answer.
    ///
    /// - Returns: `nil` if the text isn't a check-in: a line has another form, or a subject is repeated. Lines with unknown
    ///   subjects are skipped: they may come from a newer version.
    package init?(text: String) {
        guard let read = try? Self.read(text, passingOver: true) else { return nil }
        self = read
    }

    /// Parses a check-in that the user has just typed. Here an unknown subject is an error.
    ///
    /// - Throws: `CheckInError`.
    package init(parsing text: String) throws(CheckInError) { self = try Self.read(text, passingOver: false) }

    private static func read(_ text: String, passingOver: Bool) throws(CheckInError) -> CheckIn {
        var ratings: [CheckInSubject: Rating] = [:]
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            guard let (name, value, note) = parts(of: line.unicodeScalars) else { throw CheckInError(line: number, .form) }
            guard let rating = Rating(value, note: note) else { throw CheckInError(line: number, .range) }
            guard let subject = CheckInSubject(name: name) else {
                if passingOver { continue }
                throw CheckInError(line: number, .unknown(name))
            }
            guard ratings.updateValue(rating, forKey: subject) == nil else { throw CheckInError(line: number, .repeated(subject)) }
        }
        guard !ratings.isEmpty else { throw CheckInError(line: max(1, number), .empty) }
        return CheckIn(ratings: ratings)
    }

    /// `trusting 8` or `trusting 8: we talked`. Splits by Unicode scalars: a note may begin by combining with the space before it.
    private static func parts(of line: Substring.UnicodeScalarView) -> (name: String, value: Int, note: String?)? {
        let name = line.prefix { ("a"..."z").contains($0) }
        guard !name.isEmpty, line[name.endIndex...].first == " " else { return nil }
        let digits = line[name.endIndex...].dropFirst().prefix { ("0"..."9").contains($0) }
        guard (1...2).contains(digits.count), let value = Int(String(digits)) else { return nil }
        let rest = line[digits.endIndex...]
        if rest.isEmpty { return (String(name), value, nil) }
        guard rest.starts(with: ": ".unicodeScalars), rest.count > 2 else { return nil }
        return (String(name), value, String(rest.dropFirst(2)))
    }

    package var text: String {
        CheckInSubject.allCases.compactMap { subject in
            ratings[subject].map { "\(subject.name) \($0.value)" + ($0.note.map { ": \($0)" } ?? "") }
        }.joined(separator: "\n")
    }

    package static let deck = "checkin"
    /// What it is called wherever it is spoken of; commands accept it too.
    package static let name = "check-in"

    /// Whether `text` names the check-in, by its id or a short form.
    package static func isNamed(_ text: String) -> Bool { [deck, name, prompt.id.description].contains(text.lowercased()) }

    /// The prompt that a check-in answers. No deck lists it.
    package static let prompt = Prompt(
        id: PromptID(validDeck: deck, name: "us"),
        question: "How close are the two of you just now, and what gets between you?", barriers: Barrier.allCases,
        depth: .middle, gentleness: .gentle)
}
