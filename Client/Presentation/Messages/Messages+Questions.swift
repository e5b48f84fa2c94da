package import Catalogue
package import ClientCore

extension Messages {
    /// About the couple's own questions, and those that are skipped.
    package enum Questions {
        package static func skipped(_ question: String) -> Confirmation {
            let what = "Skipped: “\(SafeText.line(question))” No one is told."
            return Confirmation(what, kept: what)
        }

        package static func unskipped(_ question: String) -> Confirmation {
            let what = "Back among your questions: “\(SafeText.line(question))”"
            return Confirmation(what, kept: what)
        }

        /// - Parameter instead: what today offers instead, if the skipped question was today's.
        package static func next(afterSkipping prompt: String, instead: PromptSummary?) -> String {
            instead.map { "Instead: “\(SafeText.line($0.question))” `twofold answer \($0.label)`" }
                ?? "`twofold skip \(prompt) --undo` brings it back."
        }

        package static func asked(_ prompt: PromptID, name: String?) -> Confirmation {
            let what = name ?? prompt.description
            return Confirmation("Asked, as \(what).", kept: "Asked here, as \(what).", isForBoth: true)
        }

        package static func changed(_ prompt: String) -> Confirmation {
            Confirmation("Changed \(prompt).", kept: "Changed \(prompt) here.", isForBoth: true)
        }

        package static func takenBack(_ prompt: String) -> Confirmation {
            Confirmation("Took \(prompt) back.", kept: "Took \(prompt) back here.", isForBoth: true)
        }

        package static func setting(_ now: String, then value: String, from day: String) -> String {
            "\(Membership.setting(now)) today; \(Membership.setting(value)) from \(day) on"
        }

        package static func setAsToday(_ key: ConfigKey, _ value: String) -> Confirmation {
            let what =
                key == .pause && value != "on"
                ? "You aren't pausing" : "\(key.rawValue) is \(Membership.setting(value)), as it is today"
            return Confirmation("\(what).", kept: "\(what); saved here.", isForBoth: true)
        }

        package static func since(_ day: String) -> String { ", since \(day)" }

        static func asking(_ error: ClientError) -> CommandError {
            switch error {
            case .alreadyAsked(let prompt):
                CommandError(
                    "already_asked", "The two of you have that question already.", next: "`twofold answer \(prompt)` answers it.")
            case .badPromptName:
                CommandError(
                    "bad_question_name", "A question's name is one short word: letters a to z, digits and hyphens.",
                    next: #"For example: `twofold ask --name dream "What did you dream of?"`"#)
            case .promptNameTaken(let name, let prompt):
                CommandError(
                    "question_name_taken", "“\(SafeText.line(name))” is already the name of \(prompt).",
                    next: "Choose another word.")
            case .notYourQuestion(let prompt):
                CommandError(
                    "not_your_question", "\(prompt) isn't a question that you asked, so you can't change it or take it back.",
                    next: "`twofold skip \(prompt)` skips it, and no one is told.")
            case .alreadyAnswered(let prompt):
                CommandError(
                    "already_answered", "\(prompt) has an answer already, so it stays as it was asked.",
                    next: "`twofold ask` adds another question.")
            case .alreadyRevealed(let prompt):
                CommandError(
                    "already_revealed", "Both answers to \(prompt) are revealed, so there's nothing left to skip.",
                    next: "`twofold open \(prompt)` shows them.")
            default: Errors.unexpected
            }
        }
    }
}
