package import Catalogue

extension Messages {
    package enum Answers {
        package static let standardInput = "Standard input"

        package static func notText(_ source: String) -> CommandError {
            CommandError("not_text", "\(source) is not text in UTF-8.", next: "Save it as UTF-8 and try again.")
        }

        package static func unreadableFile(_ path: String) -> CommandError {
            CommandError("file_unreadable", "\(path) could not be read.", next: "See whether it is there and yours to read.")
        }

        package static func unwritableFile(_ path: String) -> CommandError {
            CommandError("file_unwritable", "\(path) could not be written.", next: "Name another file with --output.")
        }

        package static let incompleteOutput = CommandError(
            "output_incomplete", "Not all of this could be written to standard output: what came there is incomplete.",
            next: "Is the disk full? --output FILE, where a command has it, writes all or nothing.")

        package static let noTextGiven = CommandError(
            "usage", "There is no terminal to write on.",
            next: "Give the words with --file - (standard input), --file FILE or --text TEXT.",
            status: .usage)

        package static func severalDrafts(_ prompts: [PromptID]) -> CommandError {
            CommandError("several_drafts", "There are several drafts: \(list(prompts)).", next: "Name the one to seal.")
        }

        package static func answering(_ prompt: PromptID) -> String { "To \(prompt)." }

        package static func opensBoth(_ partner: String?) -> String {
            "\(partnerFirst(partner)) has sealed theirs. Sealing yours opens both, for good."
        }

        package static let sealNow = "Seal it now?"
        package static func willRead(_ partner: String?) -> String { "\(partnerFirst(partner)) will read:" }
        package static let sealDraftOrEdit = "Seal it, keep a draft, or edit? [s/d/e] "
        package static let keptAsDraft = "Your words are kept as a draft."

        package static func keptInFile(_ path: String) -> String { "Your words are kept in \(path)." }

        package static let keptNowhere = "Your words could not be kept anywhere. Here they are:"

        package static func sealFinished(_ prompt: PromptID, _ partner: String?) -> String {
            "You had finished \(prompt) before \(partnerName(partner)) was there. Seal it for \(partnerName(partner))?"
        }

        package static func finishedHint(_ prompts: [PromptID], _ partner: String?) -> String {
            "Finished before \(partnerName(partner)) was there: \(list(prompts)). "
                + "`twofold seal PROMPT` seals one for them."
        }

        /// The heading below the text in an editor, in lines that fit a terminal.
        package static func editorHeading(
            _ prompt: PromptID, _ question: String, _ gentleness: Gentleness = .none, on page: OutputLayout
        ) -> String {
            let width = headingWidth(page)
            let note = Gentle.note(gentleness).map { [""] + Wrapping.sentences($0, width: width) } ?? []
            return ([prompt.description] + Wrapping.lines(SafeText.line(question), width: width) + note).joined(separator: "\n")
        }

        /// Each line of a heading begins with `# `.
        static func headingWidth(_ page: OutputLayout) -> Int { min(72, max(20, (page.width ?? 74) - 2)) }
    }
}
