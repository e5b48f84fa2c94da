/// A revealed round, with both answers.
package struct OpenedRound: Hashable, Sendable {
    package let prompt: String
    package let question: String
    package let number: Int
    package let mine: Words
    package let theirs: Words
    /// See `RoundView`.
    package let remarks: [Remark]
    package let mySign: String?
    package let theirSign: String?

    package init(
        prompt: String, question: String, number: Int, mine: Words, theirs: Words, remarks: [Remark] = [], mySign: String? = nil,
        theirSign: String? = nil
    ) {
        self.prompt = prompt
        self.question = question
        self.number = number
        self.mine = mine
        self.theirs = theirs
        self.remarks = remarks
        self.mySign = mySign
        self.theirSign = theirSign
    }
}
