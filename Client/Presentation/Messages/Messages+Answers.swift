package import Catalogue
package import ClientCore

extension Messages {
    package enum Answers {
        package static let standardInput = "Standard input"

        package static func notText(_ source: String) -> CommandError {
            CommandError("not_text", "\(source) isn't UTF-8 text.", next: "Save it as UTF-8 and try again.")
        }

        /// For words that aren't UTF-8, and are kept in a file.
        package static func convertKept(_ path: String) -> String {
            "Convert them, for instance with `iconv -f WINDOWS-1252 -t UTF-8 \(path)`, and try again with what comes out."
        }

        package static func unreadableFile(_ path: String) -> CommandError {
            CommandError("file_unreadable", "\(path) couldn't be read.", next: "Check that it's there and that you may read it.")
        }

        package static func unwritableFile(_ path: String) -> CommandError {
            CommandError("file_unwritable", "\(path) couldn't be written.", next: "Choose another file with --output.")
        }

        package static func fileOfHome(_ path: String) -> CommandError {
            CommandError(
                "file_of_home", "\(SafeText.line(path)) is in the folder where Twofold keeps its own files, so it wasn't written.",
                next: "Choose another folder.")
        }

        package static let incompleteOutput = CommandError(
            "output_incomplete",
            "Not everything could be written to standard output, so what arrived there is incomplete. The command itself is done.",
            next: "Is the disk full? Commands with --output FILE write all of it or nothing.")

        package static let noTextGiven = CommandError(
            "usage", "There's no terminal to write on.",
            next: "Give your words with --file - (standard input), --file FILE or --text TEXT.",
            status: .usage)

        package static func severalDrafts(_ prompts: [PromptID], _ names: PromptNames) -> CommandError {
            CommandError(
                "several_drafts", "You have several drafts: \(list(prompts.map { names[$0] })).",
                next: "Name the one to seal: `twofold seal QUESTION`")
        }

        package static func answering(_ prompt: String) -> String { "Answering \(prompt)." }

        package static func opensBoth(_ partner: String?) -> String {
            "\(partnerFirst(partner)) has answered. Sealing yours reveals both, for good."
        }

        package static let sealNow = "Seal it now?"
        package static func willRead(_ partner: String?) -> String { "\(partnerFirst(partner)) will read:" }
        package static let sealDraftOrEdit = "Seal it, keep a draft, or edit? [s/d/e] "

        package static let keptInDraft = "Your words are safe in a draft."

        package static func kept(_ words: KeptWords) -> String? {
            switch words {
            case .draft: keptInDraft
            case .file(let path) where path.hasSuffix(".locked"):
                "Your words are safe in \(path), which is encrypted until `twofold unlock`."
            case .file(let path): "Your words are safe in \(path)."
            case .printed: nil
            }
        }

        package static let keptNowhere = "Your words couldn't be saved anywhere. Here they are:"

        package static func sealFinished(_ prompt: String, _ partner: String?) -> String {
            "You finished \(prompt) before \(partnerName(partner)) joined. Seal it for \(partnerName(partner))?"
        }

        package static func finishedHint(_ prompts: [PromptID], _ partner: String?, _ names: PromptNames) -> String {
            "Finished before \(partnerName(partner)) joined: \(list(prompts.map { names[$0] })). "
                + (prompts.count == 1 ? "`twofold seal \(names[prompts[0]])` seals it." : "Seal one with `twofold seal QUESTION`.")
        }

        /// The heading below the text in an editor, in lines that fit a terminal.
        ///
        /// - Parameter prompt: what the question is called.
        package static func editorHeading(
            _ prompt: String, _ question: String, _ gentleness: Gentleness = .none, on page: OutputLayout
        ) -> String {
            let width = headingWidth(page)
            let note = Gentle.note(gentleness).map { [""] + Wrapping.sentences($0, width: width) } ?? []
            return ([SafeText.line(prompt)] + Wrapping.lines(SafeText.line(question), width: width) + note).joined(separator: "\n")
        }

        /// Each line of a heading begins with `# `.
        static func headingWidth(_ page: OutputLayout) -> Int { min(72, max(20, (page.width ?? 74) - 2)) }
    }
}
