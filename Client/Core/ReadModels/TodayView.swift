package import Catalogue

/// What there is to answer today.
package struct TodayView: Hashable, Sendable {
    package let day: Day
    /// The couple's prompt; `nil` while they pause, or if their decks have none left.
    package let prompt: PromptSummary?
    /// The first day on which it was the couple's prompt.
    package let since: Day?
    /// What it was chosen for, because it weighs on both by their check-ins.
    package let because: Barrier?
    /// For this partner only: shown if they skipped the couple's prompt, if both have already revealed it, or if they asked about a
    /// barrier.
    package let instead: PromptSummary?
    package let isPaused: Bool
    /// While they pause: the day on which the pause ends, if that is known.
    package let resumes: Day?

    package init(
        day: Day, prompt: PromptSummary?, since: Day?, because: Barrier? = nil, instead: PromptSummary?, isPaused: Bool,
        resumes: Day? = nil
    ) {
        self.day = day
        self.prompt = prompt
        self.since = since
        self.because = because
        self.instead = instead
        self.isPaused = isPaused
        self.resumes = resumes
    }

    /// The prompt to answer.
    package var chosen: PromptSummary? { instead ?? prompt }
}
