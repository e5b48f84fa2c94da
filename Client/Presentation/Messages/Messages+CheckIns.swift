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
            isFlag
            ? "Write --rate trusting=8, or --rate \"trusting=8:why\"." : "Write one rating per line, such as trusting 8: why."
        return switch error.reason {
        case .empty:
            CommandError(
                "empty_text", "There are no ratings in it, so nothing was changed.", next: "\(next) Subjects: \(CheckIns.subjects)."
            )
        case .form: CommandError("bad_rating", place + "this isn't a rating.", next: "\(next) Subjects: \(CheckIns.subjects).")
        case .range: CommandError("bad_rating", place + "a rating is from 0 to 10.", next: next)
        case .repeated(let subject):
            CommandError("bad_rating", place + "\(subject.name) is rated twice.", next: "Leave one of them out.")
        case .unknown(let name):
            CommandError(
                "unknown_subject", place + "there's no subject “\(name)”." + CheckIns.meant(name),
                next: "Subjects: \(CheckIns.subjects).")
        }
    }

    package enum CheckIns {
        // MARK: Sheet
        package static let checkIn = "Check-in"
        package static let checkInIsPrivate = "Yours alone, until you've both sealed."

        package static func scale(isBetterHigh: Bool) -> String {
            isBetterHigh ? "What carries you: higher is better" : "What gets between you: lower is better"
        }

        package static func scaleShort(isBetterHigh: Bool) -> String {
            isBetterHigh ? "What carries you ↑" : "What gets between you ↓"
        }

        package static let scaleEnds = "0 means not at all, 10 very much."
        package static let scaleEndsShort = "0 not at all, 10 very much."
        package static func lastTime(_ value: Int) -> String { "Last time \(value); space repeats it." }
        package static func lastTimeShort(_ value: Int) -> String { "Last: \(value)." }
        package static let note = "Note: "
        package static let hasNote = " note"

        package static let sheetKeys = ["↑↓ move", "←→ or 0–10 rate", "n add a note", "x clear", "s seal", "d keep a draft"]
        package static let sheetKeysShort = ["s seal", "d draft", "n note", "←→ rate"]
        package static let writingKeys = ["Enter keeps the note", "Ctrl-U clears it"]

        package static let rateFirst = "First a number from 0 to 10, then your note. Esc goes back."
        package static let wordsHoldOn = "There's a note to this one. Clear that first: n."
        package static let sealWord = "seal"
        package static let typeSeal = "To seal, type seal, then Enter. Esc goes back."
        package static let notSealed = "Not sealed. Your ratings are still here."
        package static let rateOne = "Rate at least one, then seal."

        // MARK: Before and after the sheet
        /// Shown until the partner has sealed.
        package static func checkInComesBack(_ partner: String?) -> String {
            "Until \(partnerName(partner)) seals too, `twofold checkin` changes it and `twofold withdraw checkin` "
                + "takes it back."
        }

        package static let checkInWaits = "It's kept until you have a partner. You'll be asked then whether to seal it."

        package static func opensCheckIns(_ partner: String?) -> String {
            "\(partnerFirst(partner)) has checked in. Sealing yours reveals both."
        }
        package static let replacesCheckIn = "It replaces the check-in you sealed; that one stays in your history."
        package static let checkInNothing = "Nothing was rated, so nothing was changed."
        package static let checkInUnchanged = "Nothing was changed."
        package static let checkInGoesOn = "`twofold checkin` goes on from there."

        package static func checkInAsks(_ subject: CheckInSubject) -> String {
            "\(subject.title) (\(subject.isBetterHigh ? "higher is better" : "lower is better"))"
        }

        package static func checkInHow(_ before: Int?) -> String {
            "0 to 10, and a note after it if you like" + (before.map { "; last time \($0)" } ?? "") + ": "
        }

        package static let checkInByLine =
            "Enter skips one; `.` ends. Yours alone, until you've both sealed. 0 means not at all, 10 very much."
        package static let sealOrDraft = "Type seal to seal it; Enter keeps it as a draft: "
        package static let checkInLineError = "A number from 0 to 10; then, if you like, a space and a note."

        // MARK: Errors
        package static let checkInNeedsTerminal = CommandError(
            "usage", "There's no terminal to rate on.",
            next: "Give ratings with --rate SUBJECT=VALUE or --file - (standard input). Subjects: \(subjects).", status: .usage
        )

        package static let checkInIsRated = CommandError(
            "is_check_in", "A check-in is rated, not written.", next: "`twofold checkin` starts one.")

        package static let checkInIsNotSkipped = CommandError(
            "is_check_in", "No one asks you to check in, so there's nothing to skip.",
            next: "`twofold checkin` is there whenever you like.")

        package static let checkInBeginsByItself = CommandError(
            "is_check_in", "A check-in starts again by itself once the last one is revealed.", next: "`twofold checkin` starts it.")

        package static let checkInAboutToOpen = CommandError(
            "frozen", "You've both sealed your check-ins, and they're about to be revealed.",
            next: "`twofold sync`, then read it: `twofold open`. After that, you can check in again.")

        package static func unknownSubject(_ name: String) -> CommandError {
            CommandError(
                "unknown_subject", "There's no subject “\(SafeText.line(name))”." + meant(name), next: "Subjects: \(subjects).")
        }

        fileprivate static func meant(_ name: String) -> String {
            Spelling.nearest(to: name, among: CheckInSubject.allCases.map(\.name)).map { " Did you mean \($0)?" } ?? ""
        }

        static let subjects = list(CheckInSubject.allCases.map(\.name))
    }
}
