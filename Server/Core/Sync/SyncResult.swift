/// How an exchange that may write ended. Both are committed.
enum SyncResult: Sendable {
    case reply(SyncReply)
    /// The client's points are of another history; a new one may have begun.
    case historyChanged
}
