package import Catalogue

/// What there is to answer today.
package struct TodayView: Hashable, Sendable {
    package let day: Day
    /// The couple's prompt; nil while they pause, and where their decks hold nothing.
    package let prompt: PromptSummary?
    /// The day from which it is theirs.
    package let since: Day?
    /// For this partner alone, where they skipped the couple's, or both have opened it already; or where a barrier was asked for.
    package let instead: PromptSummary?
    package let isPaused: Bool

    package init(day: Day, prompt: PromptSummary?, since: Day?, instead: PromptSummary?, isPaused: Bool) {
        self.day = day
        self.prompt = prompt
        self.since = since
        self.instead = instead
        self.isPaused = isPaused
    }

    /// What to answer.
    package var chosen: PromptSummary? { instead ?? prompt }
}
