/// An entry whose signature has been checked, so that inserting it in a log skips that check.
///
/// A device's id is the hash of its card, so any card with the signer's id has the right key, wherever the card comes from. Whether
/// the signer may sign the entry is for the log to decide.
package struct VerifiedEntry: Hashable, Sendable {
    package let entry: LogEntry
    package let hash: EntryHash

    /// - Throws: `signerNotAlive` if the card isn't the signer's; `badSignature`; `weakKey`.
    package init(_ entry: LogEntry, signedBy card: DeviceCard) throws(LogError) {
        guard card.id == entry.device else { throw .signerNotAlive }
        try entry.check(signedBy: card.signing)
        self.init(stored: entry)
    }

    /// Wraps an entry from a store that holds only verified entries.
    package init(stored entry: LogEntry) { self.init(entry, hash: entry.hash) }

    init(_ entry: LogEntry, hash: EntryHash) {
        self.entry = entry
        self.hash = hash
    }
}

extension LogEntry {
    /// Checks what can be checked without the log.
    func check(signedBy key: SigningKey) throws(LogError) {
        guard signature.isValid(for: signedContent, by: key) else { throw .badSignature }
        guard action.added?.hasWeakKey != true else { throw .weakKey }
    }
}
