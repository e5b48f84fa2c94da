package import ClientCore
import Machine

/// `prompts`: a list with numbers, marks and questions.
package enum PromptListText {
    package static func lines(_ prompts: [PromptSummary], partner: String?, on page: Page) -> [String] {
        guard !prompts.isEmpty else { return [Wording.noPrompts] }
        let isNarrow = page.width.map { $0 < 60 } ?? false
        let number = String(prompts.count).count
        let id = Alignment.widest(prompts.map { SafeText.line($0.id) })
        let rows = prompts.enumerated().flatMap { index, prompt in
            let beginning = Alignment.right(String(index + 1), number) + " " + PromptMark(prompt).shown(on: page) + " "
            return isNarrow
                ? narrow(prompt, beginning, indent: number + 3, on: page)
                : [wide(prompt, beginning, indent: number + 3, id: id, on: page)]
        }
        return rows + [""] + legend(prompts, partner: partner, on: page)
    }

    private static func wide(_ prompt: PromptSummary, _ beginning: String, indent: Int, id: Int, on page: Page) -> String {
        let name = Alignment.left(SafeText.line(prompt.id), id)
        let question = question(prompt)
        let room = page.width.map { max(10, $0 - indent - id - 2) }
        return beginning + name + "  " + (room.map { Wrapping.truncated(question, width: $0) } ?? question)
    }

    private static func narrow(_ prompt: PromptSummary, _ beginning: String, indent: Int, on page: Page) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let question = Wrapping.lines(Self.question(prompt), width: page.width.map { $0 - indent })
        return [beginning + Style.strong(SafeText.line(prompt.id), on: page)] + question.map { margin + $0 }
    }

    private static func question(_ prompt: PromptSummary) -> String {
        (prompt.isOffered ? "" : "(\(Wording.notOffered)) ") + SafeText.line(prompt.question)
            + (prompt.number > 1 ? " (round \(prompt.number))" : "")
    }

    private static func legend(_ prompts: [PromptSummary], partner: String?, on page: Page) -> [String] {
        let present = Set(prompts.map(PromptMark.init))
        let items = PromptMark.allCases.filter(present.contains).map { "\($0.rawValue) \($0.meaning(partner: partner))" }
        return Wrapping.lines(items.map { $0.replacingSpaces }.joined(separator: "   "), width: page.measure)
            .map { Style.quiet($0, on: page) }
    }
}

extension String {
    /// With no-break spaces, so that wrapping keeps it on one line.
    fileprivate var replacingSpaces: String { String(map { $0 == " " ? "\u{A0}" : $0 }) }
}
