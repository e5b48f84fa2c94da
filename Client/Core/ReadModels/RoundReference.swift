package import Catalogue
package import Models
package import Vault

/// A round, identified by its prompt and number.
package struct RoundReference: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The numbers that a round can have: far more than two people will ever need.
    static let numbers = 1...1_000_000

    package let prompt: PromptID
    /// 1 for the first round.
    package let number: Int

    package init(prompt: PromptID, number: Int) {
        self.prompt = prompt
        self.number = number
    }

    var next: RoundReference { RoundReference(prompt: prompt, number: number + 1) }

    /// Stable: the ids of drafts and reactions are derived from it.
    package var description: String { "\(prompt)#\(number)" }

    package static func < (left: RoundReference, right: RoundReference) -> Bool {
        (left.prompt, left.number) < (right.prompt, right.number)
    }
}

extension RoundNaming {
    package func round(_ reference: RoundReference) -> RoundID {
        round(prompt: reference.prompt.description, number: reference.number)
    }
}
