import Models

/// Distinguishes a server that keeps delivering from one that only claims forever that there's more. Cursors don't help: each is
/// different, even if nothing has moved.
struct Patience {
    /// How many exchanges in a row may deliver nothing. With an honest server there are none; older servers, whose pages weren't
    /// limited in bytes, had a few.
    static let idlePages = 100

    private var seen: Set<Bytes> = []
    private var idle = 0

    /// - Throws: `endlessReplies` after too many exchanges that delivered nothing genuine that this run hadn't seen, and settled
    ///   nothing.
    mutating func watch(_ step: SyncStep) throws(ClientError) {
        var bringsSomething = step.settled > 0
        for digest in step.believed where seen.insert(digest).inserted { bringsSomething = true }
        idle = bringsSomething ? 0 : idle + 1
        guard idle <= Self.idlePages else { throw .endlessReplies }
    }
}
