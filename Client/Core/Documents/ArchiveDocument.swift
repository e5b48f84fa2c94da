package import Catalogue
package import Models

/// Part of an imported export, readable by the importing partner only. It no longer carries anyone's signature.
///
/// Its record id is derived from its content, so it never changes and importing it twice stores it once. `Archive` reassembles the
/// parts.
package struct ArchiveDocument: Hashable, Codable, Sendable {
    package struct Prompt: Hashable, Codable, Sendable {
        package let id: PromptID
        /// The question shown above these rounds; `nil` if each voice carries its own.
        package let question: String?
        package let rounds: [Round]
        package let history: [Export.Version]
    }

    /// A round, or part of one.
    package struct Round: Hashable, Codable, Sendable {
        /// When the first words of the whole round were written. Distinguishes rounds with the same number and links the parts of
        /// one round.
        package let origin: Instant
        package let round: Export.Round
    }

    package let prompts: [Prompt]
    package let pledges: [Export.Pledge]

    package init(prompts: [Prompt], pledges: [Export.Pledge]) {
        self.prompts = prompts
        self.pledges = pledges
    }
}
