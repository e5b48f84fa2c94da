/// Something wrong in a store. Names the kind of damage, and nothing that is stored.
package struct CheckFinding: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// SQLite's own check of pages and indexes.
        case integrity
        /// A row belongs to a couple that is not there.
        case foreignKey = "foreign_key"
        /// Something stands in a feed beyond its head, or its points do not cover it up to there.
        case feedHead = "feed_head"
        /// A record, entry, grant or box stands elsewhere in a feed than the feed says.
        case feedSubject = "feed_subject"
        /// A round is frozen, but not both of its answers are.
        case frozenRound = "frozen_round"
        /// A round is revealed without both openings.
        case revealedRound = "revealed_round"
        /// A partner without a log, or a log of nobody.
        case log
    }

    package let kind: Kind
    package let count: Int

    package init(kind: Kind, count: Int) {
        self.kind = kind
        self.count = count
    }
}
