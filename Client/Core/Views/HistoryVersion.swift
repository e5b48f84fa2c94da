/// One of the partner's own versions of an answer.
package struct HistoryVersion: Hashable, Sendable {
    /// As `history --restore` takes it; 1 for the oldest.
    package let number: Int
    package let round: Int
    package let words: Words
    /// Nil for the one that stands.
    package let reason: HistoryReason?
    package let isDraft: Bool
    /// It was brought in from an export.
    package let isArchived: Bool

    package init(number: Int, round: Int, words: Words, reason: HistoryReason?, isDraft: Bool, isArchived: Bool = false) {
        self.number = number
        self.round = round
        self.words = words
        self.reason = reason
        self.isDraft = isDraft
        self.isArchived = isArchived
    }
}
