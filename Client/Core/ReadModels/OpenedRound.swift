package import Catalogue

/// A revealed round, with both answers.
package struct OpenedRound: Hashable, Sendable {
    package let reference: RoundReference
    package let question: String
    package let mine: Words
    package let theirs: Words
    /// See `RoundView`.
    package let remarks: [Remark]
    package let mySign: String?
    package let theirSign: String?

    package init(
        reference: RoundReference, question: String, mine: Words, theirs: Words, remarks: [Remark] = [], mySign: String? = nil,
        theirSign: String? = nil
    ) {
        self.reference = reference
        self.question = question
        self.mine = mine
        self.theirs = theirs
        self.remarks = remarks
        self.mySign = mySign
        self.theirSign = theirSign
    }

    package var prompt: PromptID { reference.prompt }
    package var number: Int { reference.number }
}
