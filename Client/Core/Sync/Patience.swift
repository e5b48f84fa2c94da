import Models

/// Distinguishes a server that keeps delivering from one that only claims forever that there's more. Cursors don't help: each is
/// different, even if nothing has moved.
struct Patience {
    /// How many exchanges in a row may deliver nothing. With an honest server there are none; older servers, whose pages weren't
    /// limited in bytes, had a few.
    static let idlePages = 100

    /// The records, entries and keys that this run has seen. A newer version of a record doesn't count as something new: a device
    /// that rewrites its records as fast as they are read would never let a sync end.
    private var seen: Set<Bytes> = []
    private var idle = 0

    /// - Throws: `endlessReplies` after too many exchanges that delivered no genuine record, entry or key that this run hadn't seen,
    ///   and settled nothing.
    mutating func watch(_ step: SyncStep) throws(ClientError) {
        var bringsSomething = step.settled > 0
        for item in step.believed where seen.insert(item).inserted { bringsSomething = true }
        idle = bringsSomething ? 0 : idle + 1
        guard idle <= Self.idlePages else { throw .endlessReplies }
    }
}
