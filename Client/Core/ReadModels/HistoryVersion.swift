/// One of this partner's own versions of an answer.
package struct HistoryVersion: Hashable, Sendable {
    /// The number that `history --restore` accepts; 1 for the oldest.
    package let number: Int
    package let round: Int
    package let words: Words
    /// The question it was written for; `nil` if that is no longer known.
    package let question: String?
    /// `nil` for the current one.
    package let reason: HistoryReason?
    package let isDraft: Bool
    /// It was imported from an export.
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
