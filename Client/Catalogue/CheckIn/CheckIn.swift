/// How close two people are and what stands between them, as one of them sees it just now.
///
/// It is sealed as an answer to `prompt`, as words that can be read without this program: a line for each thing that is rated, with its name,
/// its value and, behind a colon, what was said of it.
package struct CheckIn: Hashable, Sendable {
    /// Of all subjects, or fewer.
    package let ratings: [CheckInSubject: Rating]

    package init(ratings: [CheckInSubject: Rating]) { self.ratings = ratings }

    /// Reads the words of an answer.
    ///
    /// - Returns: nil where they are no check-in: any line is of another form, or names a thing twice. Lines of subjects that are not known
    ///   are passed over: they may come from a newer version.
    package init?(text: String) {
        var ratings: [CheckInSubject: Rating] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            guard let parts = line.wholeMatch(of: /([a-z]+) (\d{1,2})(?:: (.+))?/)?.output, let value = Int(parts.2),
                let rating = Rating(value, note: parts.3.map(String.init))
            else { return nil }
            guard let subject = CheckInSubject(name: String(parts.1)) else { continue }
            guard ratings.updateValue(rating, forKey: subject) == nil else { return nil }
        }
        guard !ratings.isEmpty else { return nil }
        self.init(ratings: ratings)
    }

    package var text: String {
        CheckInSubject.allCases.compactMap { subject in
            ratings[subject].map { "\(subject.name) \($0.value)" + ($0.note.map { ": \($0)" } ?? "") }
        }.joined(separator: "\n")
    }

    package static let deck = "checkin"

    /// What a check-in answers. It is in no list of prompts.
    package static let prompt = Prompt(
        id: PromptID(validDeck: deck, name: "us"),
        question: "How close are the two of you just now, and what stands between you?", barriers: Barrier.allCases,
        depth: .middle, isGentle: true)
}
