import Catalogue
import Presentation

/// Asks for a check-in line by line, if a terminal can't show the sheet.
struct CheckInDialogue {
    let context: Context
    /// The ratings of the previous check-in.
    let before: [CheckInSubject: Rating]

    /// - Parameters:
    ///   - ratings: the initial ratings.
    ///   - note: called after each line.
    func ask(_ ratings: [CheckInSubject: Rating], note: ([CheckInSubject: Rating]) -> Void)
        -> (ratings: [CheckInSubject: Rating], isToSeal: Bool)
    {
        var ratings = ratings
        context.mention(Wording.checkIn, Wording.checkInByLine)
        for subject in CheckInSubject.allCases {
            context.mention("", Wording.checkInAsks(subject), subject.about)
            switch answer(to: subject, now: ratings[subject]) {
            case .rated(let rating): ratings[subject] = rating
            case .passed: continue
            case .enough: return (ratings, isToSeal(ratings))
            case .gone: return (ratings, false)
            }
            note(ratings)
        }
        return (ratings, isToSeal(ratings))
    }

    private enum Answer {
        case rated(Rating)
        case passed
        case enough
        /// Input has ended.
        case gone
    }

    private func answer(to subject: CheckInSubject, now: Rating?) -> Answer {
        while true {
            guard let line = context.console.readLine(prompt: Wording.checkInHow(now?.value ?? before[subject]?.value)) else {
                return .gone
            }
            let words = line.drop(while: \.isWhitespace)
            if words.allSatisfy(\.isWhitespace) { return .passed }
            if words.filter({ !$0.isWhitespace }) == "." { return .enough }
            if let rating = Self.rating(words) { return .rated(rating) }
            context.mention(Wording.checkInLineFlaw)
        }
    }

    private static func rating(_ line: Substring) -> Rating? {
        guard let parts = line.wholeMatch(of: /([0-9]{1,2})(?:[\s:]+(.*))?/)?.output, let value = Int(parts.1) else { return nil }
        return Rating(value, note: parts.2.map { String($0) })
    }

    private func isToSeal(_ ratings: [CheckInSubject: Rating]) -> Bool {
        guard !ratings.isEmpty else { return false }
        let answer = context.console.readLine(prompt: Wording.sealOrDraft) ?? ""
        return answer.lowercased().filter { !$0.isWhitespace } == Wording.sealWord
    }
}
