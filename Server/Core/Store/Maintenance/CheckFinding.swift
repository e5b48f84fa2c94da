/// A defect found in a store. Names the kind of damage, and nothing that is stored.
package struct CheckFinding: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The database's own check of pages and indexes failed.
        case integrity
        /// A row belongs to a couple that doesn't exist.
        case foreignKey = "foreign_key"
        /// A feed has a row after its head, or its points don't cover it up to its head.
        case feedHead = "feed_head"
        /// A record, entry, grant or box isn't where the feed says.
        case feedSubject = "feed_subject"
        /// A round is frozen, but only one of its answers is.
        case frozenRound = "frozen_round"
        /// A round is revealed without both openings.
        case revealedRound = "revealed_round"
        /// A partner has no log, or a log has no partner.
        case log
    }

    package let kind: Kind
    package let count: Int

    package init(kind: Kind, count: Int) {
        self.kind = kind
        self.count = count
    }
}
