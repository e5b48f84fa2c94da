/// How a sync that may write ended. The transaction is committed in both cases.
enum SyncResult: Sendable {
    case reply(SyncReply, to: Caller)
    /// The client's points belong to another history. A new one may have begun.
    case historyChanged
}
