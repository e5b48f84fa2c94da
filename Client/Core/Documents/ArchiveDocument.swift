package import Models

/// A part of what was brought in from an export, for its author alone: nobody's signature is on it any more.
///
/// Its record is named by what it says, so it never changes, and the same twice is one. `Archive` puts the parts together.
package struct ArchiveDocument: Hashable, Codable, Sendable {
    package struct Prompt: Hashable, Codable, Sendable {
        package let id: String
        /// The one above the rounds that stand with it here; nil where each voice names its own.
        package let question: String?
        package let rounds: [Round]
        package let history: [Export.Version]
    }

    /// A round, or some of what it holds.
    package struct Round: Hashable, Codable, Sendable {
        /// When the first words of the whole round were written: tells rounds of one number apart, and holds their parts together.
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
