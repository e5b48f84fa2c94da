/// A revealed round, with both answers.
package struct OpenedRound: Hashable, Sendable {
    package let prompt: String
    package let question: String
    package let number: Int
    package let mine: Words
    package let theirs: Words

    package init(prompt: String, question: String, number: Int, mine: Words, theirs: Words) {
        self.prompt = prompt
        self.question = question
        self.number = number
        self.mine = mine
        self.theirs = theirs
    }
}
