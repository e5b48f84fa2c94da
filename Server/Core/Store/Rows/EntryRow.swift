package import Models

package struct EntryRow: Hashable, Sendable {
    package let side: Side
    package let hash: EntryHash
    package let entry: LogEntry

    package init(side: Side, hash: EntryHash, entry: LogEntry) {
        self.side = side
        self.hash = hash
        self.entry = entry
    }
}
