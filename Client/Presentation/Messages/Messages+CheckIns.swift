package import Catalogue

extension Messages {
    /// - Parameters:
    ///   - error: what is wrong with `text`.
    ///   - isFlag: whether each line of `text` was an argument.
    package static func commandError(_ error: CheckInError, in text: String, isFlag: Bool) -> CommandError {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let line = lines.indices.contains(error.line - 1) ? SafeText.line(String(lines[error.line - 1])) : ""
        let place = isFlag ? "--rate “\(line)”: " : "Line \(error.line): "
        let next =
            isFlag ? "Write --rate trusting=8, or --rate \"trusting=8:why\"." : "Write a line each, such as trusting 8: why."
        return switch error.reason {
        case .empty:
            CommandError(
                "empty_text", "Nothing is rated in it, so nothing was changed.", next: "\(next) The subjects: \(CheckIns.subjects)."
            )
        case .form: CommandError("bad_rating", place + "this is no rating.", next: "\(next) The subjects: \(CheckIns.subjects).")
        case .range: CommandError("bad_rating", place + "a rating is from 0 to 10.", next: next)
        case .repeated(let subject):
            CommandError("bad_rating", place + "\(subject.name) is rated twice.", next: "Leave one of them out.")
        case .unknown(let name):
            CommandError(
                "unknown_subject", place + "nothing is called “\(name)”." + CheckIns.meant(name),
                next: "The subjects: \(CheckIns.subjects).")
        }
    }

    package enum CheckIns {
        // MARK: Sheet
        package static let checkIn = "Check-in"
        package static let checkInIsPrivate = "Yours alone, until you both have sealed."

        package static func scale(isBetterHigh: Bool) -> String {
            isBetterHigh ? "What carries you: better high" : "What stands between you: better low"
        }

        package static func scaleShort(isBetterHigh: Bool) -> String {
            isBetterHigh ? "What carries you ↑" : "What is between you ↓"
        }

        package static let scaleEnds = "0 is not at all, 10 very much."
        package static func lastTime(_ value: Int) -> String { "Last time \(value); space says the same." }

        package static let sheetKeys = ["↑↓ move", "←→ or 0–10 rate", "n words", "x clear", "s seal", "q keep for later"]
        package static let sheetKeysShort = ["s seal", "q keep", "n words", "←→ rate"]
        package static let writingKeys = ["Enter keeps the words", "Ctrl-U clears them"]

        package static let rateFirst = "First a number from 0 to 10, then your words. Esc goes back."
        package static let wordsHoldOn = "There are words to it. Clear those first: n."
        package static let sealWord = "seal"
        package static let typeSeal = "Type seal to seal it, then Enter. Esc goes back."
        package static let notSealed = "Not sealed. What you rated is still here."
        package static let rateOne = "Rate at least one, then seal."

        // MARK: Before and after the sheet
        /// Shown until the partner has sealed.
        package static func checkInComesBack(_ partner: String?) -> String {
            "Until \(partnerName(partner)) has sealed too, `twofold checkin` changes it and `twofold withdraw checkin` takes it back."
        }

        package static let checkInWaits = "It is kept until you have a partner. Then you are asked whether to seal it for them."

        package static func opensCheckIns(_ partner: String?) -> String {
            "\(partnerFirst(partner)) has checked in. Sealing yours opens both."
        }
        package static let replacesCheckIn = "It takes the place of the check-in that you sealed; that one stays in your history."
        package static let checkInNothing = "Nothing was rated, so nothing was changed."
        package static let checkInUnchanged = "Nothing was changed."
        package static let checkInGoesOn = "`twofold checkin` goes on from there."

        package static func checkInAsks(_ subject: CheckInSubject) -> String {
            "\(subject.title) (\(subject.isBetterHigh ? "better high" : "better low"))"
        }

        package static func checkInHow(_ before: Int?) -> String {
            "0 to 10, and words behind it if you like" + (before.map { "; last time \($0)" } ?? "") + ": "
        }

        package static let checkInByLine =
            "Enter passes over; `.` ends. Yours alone, until you both have sealed. 0 is not at all, 10 very much."
        package static let sealOrDraft = "Type seal to seal it; Enter keeps it as a draft: "
        package static let checkInLineError = "A number from 0 to 10, and then, if you like, a space and words."

        // MARK: Errors
        package static let checkInNeedsTerminal = CommandError(
            "usage", "There is no terminal to rate on.",
            next: "Give ratings with --rate SUBJECT=VALUE, or --file - (standard input). The subjects: \(subjects).", status: .usage
        )

        package static let checkInIsRated = CommandError(
            "is_check_in", "A check-in is rated, not written.", next: "`twofold checkin` begins one.")

        package static let checkInIsNotSkipped = CommandError(
            "is_check_in", "Nobody asks for a check-in, so there is nothing to skip.",
            next: "`twofold checkin` is there whenever you like.")

        package static let checkInBeginsByItself = CommandError(
            "is_check_in", "A check-in begins anew by itself, once the last one has opened.", next: "`twofold checkin` begins it.")

        package static let checkInAboutToOpen = CommandError(
            "frozen", "You have both sealed your check-in, and it is about to open.",
            next: "`twofold sync`, then `twofold open` shows it. After that you can check in anew.")

        package static func unknownSubject(_ name: String) -> CommandError {
            CommandError(
                "unknown_subject", "Nothing is called “\(SafeText.line(name))”." + meant(name), next: "The subjects: \(subjects).")
        }

        fileprivate static func meant(_ name: String) -> String {
            Spelling.nearest(to: name, among: CheckInSubject.allCases.map(\.name)).map { " Did you mean \($0)?" } ?? ""
        }

        static let subjects = list(CheckInSubject.allCases.map(\.name))
    }
}
