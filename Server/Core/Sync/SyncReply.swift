import Models
import Wire

/// What a sync is answered, its cursors not sealed yet: that is done outside the transaction.
struct SyncReply: Sendable {
    let outcomes: [Outcome]
    let changes: [Change]
    let cursor: FeedCursor
    let furthest: FeedCursor
    let more: Bool

    func sealed(by sealer: CursorSealer, _ settings: SyncSettings) throws -> SyncResponse {
        SyncResponse(
            time: settings.now, outcomes: outcomes, changes: changes,
            cursor: try sealer.seal(cursor, nonce: settings.random(12)),
            furthest: try sealer.seal(furthest, nonce: settings.random(12)), more: more)
    }
}
