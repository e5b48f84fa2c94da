package import Models

/// The answer to `POST /v1/sync`.
package struct SyncResponse: Hashable, Codable, Sendable {
    package let time: Instant
    /// One for each write, in their order.
    package let outcomes: [Outcome]
    /// What lies beyond the cursor, oldest first, without what the writes of this very request changed.
    package let changes: [Change]
    /// To be stored in the transaction that stores `changes`.
    package let cursor: Cursor
    /// Covers the writes of this request as well.
    package let furthest: Cursor
    /// There is more beyond `cursor`.
    package let more: Bool

    package init(time: Instant, outcomes: [Outcome], changes: [Change], cursor: Cursor, furthest: Cursor, more: Bool) {
        self.time = time
        self.outcomes = outcomes
        self.changes = changes
        self.cursor = cursor
        self.furthest = furthest
        self.more = more
    }
}
