package import Catalogue
package import Models

/// A small step that its author intends to take.
package struct PledgeDocument: Hashable, Codable, Sendable {
    package let text: String
    /// The first and last day it's meant for.
    package let from: Day
    package let through: Day
    package let at: Instant

    package init(text: String, from: Day, through: Day, at: Instant) {
        self.text = text
        self.from = from
        self.through = through
        self.at = at
    }
}
