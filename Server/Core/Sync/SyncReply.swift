import Models
import Wire

/// The reply to a sync, with cursors not yet encrypted: that happens outside the transaction.
struct SyncReply: Sendable {
    let outcomes: [Outcome]
    let changes: [Change]
    let cursor: FeedCursor
    let furthest: FeedCursor
    let more: Bool

    var bringsNothing: Bool { changes.isEmpty && !more }

    func sealed(by sealer: CursorSealer, _ settings: SyncSettings) throws -> SyncResponse {
        SyncResponse(
            time: settings.now, outcomes: outcomes, changes: changes,
            cursor: try sealer.seal(cursor, nonce: settings.random(12)),
            furthest: try sealer.seal(furthest, nonce: settings.random(12)), more: more)
    }
}

extension SyncResponse {
    /// The reply to a request that writes nothing and for which there is nothing new: the cursors stay as they are, octet for octet.
    ///
    /// Even if the feed has moved on by something that its reader never gets to see, such as a seal that came and went. So replies
    /// that bring nothing are all alike.
    ///
    /// - Returns: `nil` if the client lacks a cursor.
    init?(leaving request: SyncRequest, at now: Instant) {
        guard let cursor = request.cursor, let furthest = request.furthest else { return nil }
        self.init(time: now, outcomes: [], changes: [], cursor: cursor, furthest: furthest, more: false)
    }
}
