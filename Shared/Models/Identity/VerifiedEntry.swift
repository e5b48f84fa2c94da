/// An entry whose signature was checked: what inserting it in a log need not do again.
///
/// A device's id is the hash of its card, so any card with the signer's id has the right key, wherever it comes from. That the signer may
/// sign the entry is for the log to say.
package struct VerifiedEntry: Hashable, Sendable {
    package let entry: LogEntry
    package let hash: EntryHash

    /// - Throws: `signerNotAlive` where the card is not the signer's; `badSignature`; `weakKey`.
    package init(_ entry: LogEntry, signedBy card: DeviceCard) throws(LogError) {
        guard card.id == entry.device else { throw .signerNotAlive }
        try entry.check(signedBy: card.signing)
        self.init(stored: entry)
    }

    /// An entry from a store that is given verified entries alone.
    package init(stored entry: LogEntry) { self.init(entry, hash: entry.hash) }

    init(_ entry: LogEntry, hash: EntryHash) {
        self.entry = entry
        self.hash = hash
    }
}

extension LogEntry {
    /// What an entry shows without its log.
    func check(signedBy key: SigningKey) throws(LogError) {
        guard signature.isValid(for: signedContent, by: key) else { throw .badSignature }
        guard action.added?.hasWeakKey != true else { throw .weakKey }
    }
}
