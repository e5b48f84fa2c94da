/// Why an entry does not belong in a device log.
package enum LogError: String, Error, Sendable {
    /// The first entry must enlist the machine that signs it, and only the first may have nothing before it.
    case badBeginning = "bad_beginning"
    /// What it names is not in strictly ascending order, or more than `LogEntry.mostPrevious`.
    case badPrevious = "bad_previous"
    /// It names an entry that this log does not hold.
    case unknownPrevious = "unknown_previous"
    /// Its signer was not alive at that point of the log.
    case signerNotAlive = "signer_not_alive"
    case badSignature = "bad_signature"
    /// It adds a card with a key of small order, which protects nothing.
    case weakKey = "weak_key"
    /// A code on paper may only add a machine; a link code must end itself with it.
    case notForPaper = "not_for_paper"
    /// It enlists a device a second time, removes one that is neither alive nor still to be confirmed as removed, or pairs again.
    case impossible
    /// Nothing follows where a partner has left.
    case afterLeaving = "after_leaving"
}
