import Models
import Wire

/// The reply to a sync, with cursors not yet encrypted: that happens outside the transaction.
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
