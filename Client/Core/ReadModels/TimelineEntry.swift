package import Catalogue
package import Models

/// One round in the timeline.
package struct TimelineEntry: Hashable, Sendable {
    package let prompt: PromptID
    package let question: String
    package let round: RoundView
    /// When the later of its two answers was written.
    package let at: Instant

    package init(prompt: PromptID, question: String, round: RoundView, at: Instant) {
        self.prompt = prompt
        self.question = question
        self.round = round
        self.at = at
    }

    package var reference: RoundReference { RoundReference(prompt: prompt, number: round.number) }

    /// - Parameter includingUnopened: also accepts rounds in which only this partner's own text can be read.
    /// - Returns: `nil` if there's nothing to show.
    init?(_ prompt: PromptID, _ question: String, _ round: RoundView, includingUnopened: Bool) {
        guard round.isOpen || includingUnopened else { return nil }
        let times = [round.mine, round.theirs, round.isOpen ? nil : round.draft].compactMap { $0?.at }
        guard let latest = times.max() else { return nil }
        self.init(prompt: prompt, question: question, round: round, at: latest)
    }

    /// Whether every word occurs in it.
    func holds(_ words: [FoldedText]) -> Bool {
        guard !words.isEmpty else { return true }
        let texts =
            [question, round.draft?.text, round.mine?.text, round.theirs?.text].compactMap { $0 } + round.reflections.map(\.text)
        let text = FoldedText(texts.joined(separator: "\n"))
        return words.allSatisfy(text.contains)
    }
}
