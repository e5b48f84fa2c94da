/// Why an entry does not belong in a device log.
package enum LogError: String, Error, Sendable {
    /// The first entry must enlist the machine that signs it, and only the first may have no predecessor.
    case badBeginning = "bad_beginning"
    /// The entries it names aren't in strictly ascending order, or there are more than `LogEntry.mostPrevious`.
    case badPrevious = "bad_previous"
    /// It names an entry that this log doesn't hold.
    case unknownPrevious = "unknown_previous"
    /// Its signer wasn't live at that point of the log.
    case signerNotAlive = "signer_not_alive"
    case badSignature = "bad_signature"
    /// It adds a card with a key of small order, which gives no protection.
    case weakKey = "weak_key"
    /// A paper code may only add a machine, and a link code must retire itself in the same entry.
    case notForPaper = "not_for_paper"
    /// It enlists a device again, pairs again, or removes a device that is neither live nor awaiting confirmation of its removal.
    case impossible
    /// Nothing may follow the entry with which the partner left.
    case afterLeaving = "after_leaving"
}
