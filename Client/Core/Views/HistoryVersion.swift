/// One of the partner's own versions of an answer.
package struct HistoryVersion: Hashable, Sendable {
    /// As `history --restore` takes it; 1 for the oldest.
    package let number: Int
    package let round: Int
    package let words: Words
    /// The one that they were written for; nil where nobody knows any more.
    package let question: String?
    /// Nil for the one that stands.
    package let reason: HistoryReason?
    package let isDraft: Bool
    /// It was brought in from an export.
    package let isArchived: Bool

    package init(
        number: Int, round: Int, words: Words, question: String? = nil, reason: HistoryReason?, isDraft: Bool,
        isArchived: Bool = false
    ) {
        self.number = number
        self.round = round
        self.words = words
        self.question = question
        self.reason = reason
        self.isDraft = isDraft
        self.isArchived = isArchived
    }
}
