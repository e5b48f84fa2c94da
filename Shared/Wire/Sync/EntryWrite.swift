package import Models

/// A log entry sent to the server.
package struct EntryWrite: Hashable, Codable, Sendable {
    /// The partner whose log it belongs to.
    package let partner: PartnerID
    package let entry: LogEntry
    /// Whether the entry is sent verbatim after a server rollback. Otherwise `entry.previous` must equal the log's tips
    /// (compare-and-swap).
    package let offered: Bool

    package init(partner: PartnerID, entry: LogEntry, offered: Bool = false) {
        self.partner = partner
        self.entry = entry
        self.offered = offered
    }
}
