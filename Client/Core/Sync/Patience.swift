import Models

/// Tells a server that still brings something from one that says for ever that there is more. Cursors do not tell: each is another, even
/// where nothing has moved.
struct Patience {
    /// How many exchanges in a row may bring nothing. An honest server has none of them: servers of before pages were limited by octets
    /// had a few.
    static let idlePages = 100

    private var seen: Set<Bytes> = []
    private var idle = 0

    /// - Throws: `endlessReplies` after too many exchanges that brought nothing genuine that this run has not seen, and settled nothing.
    mutating func watch(_ step: SyncStep) throws(ClientError) {
        var bringsSomething = step.settled > 0
        for digest in step.believed where seen.insert(digest).inserted { bringsSomething = true }
        idle = bringsSomething ? 0 : idle + 1
        guard idle <= Self.idlePages else { throw .endlessReplies }
    }
}
