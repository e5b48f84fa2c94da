package import Models

/// The answer to `POST /v1/sync`.
package struct SyncResponse: Hashable, Codable, Sendable {
    package let time: Instant
    /// One for each write, in the same order.
    package let outcomes: [Outcome]
    /// The changes after the cursor, oldest first, without those made by this request's own writes.
    package let changes: [Change]
    /// Store it in the same transaction as `changes`.
    package let cursor: Cursor
    /// Also covers the writes of this request.
    package let furthest: Cursor
    /// Whether there are more changes after `cursor`.
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
