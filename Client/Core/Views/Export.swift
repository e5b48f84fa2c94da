package import Models

/// Everything that the partner here may read, in the shape of `export --format json`.
package struct Export: Hashable, Codable, Sendable {
    package struct Voice: Hashable, Codable, Sendable {
        package let text: String
        package let at: Instant
        /// See `Words.asked`.
        package let asked: String?

        package init(_ words: Words) {
            text = words.text
            at = words.at
            asked = words.asked
        }
    }

    package struct Round: Hashable, Codable, Sendable {
        package let number: Int
        package let state: PromptState
        package let draft: Voice?
        package let mine: Voice?
        package let theirs: Voice?

        package init(_ view: RoundView) {
            number = view.number
            state = view.state
            draft = view.draft.map(Voice.init)
            mine = view.mine.map(Voice.init)
            theirs = view.theirs.map(Voice.init)
        }
    }

    package struct Version: Hashable, Codable, Sendable {
        package let round: Int
        package let reason: HistoryReason
        package let text: String
        package let at: Instant

        package init(round: Int, reason: HistoryReason, text: String, at: Instant) {
            self.round = round
            self.reason = reason
            self.text = text
            self.at = at
        }
    }

    package struct Prompt: Hashable, Codable, Sendable {
        package let id: String
        package let question: String
        package let isSkipped: Bool
        package let rounds: [Round]
        /// Own versions that another took the place of.
        package let history: [Version]

        package init(id: String, question: String, isSkipped: Bool, rounds: [Round], history: [Version]) {
            self.id = id
            self.question = question
            self.isSkipped = isSkipped
            self.rounds = rounds
            self.history = history
        }
    }

    /// Of this shape; greater where fields were added.
    package let version: Int
    package let exported: Instant
    package let name: String?
    package let partner: String?
    /// Those with words in them, and all that the couple wrote.
    package let prompts: [Prompt]

    package init(exported: Instant, name: String?, partner: String?, prompts: [Prompt]) {
        version = 1
        self.exported = exported
        self.name = name
        self.partner = partner
        self.prompts = prompts
    }
}
