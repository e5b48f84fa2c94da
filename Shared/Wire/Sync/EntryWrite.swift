package import Models

/// A log entry on its way to the server.
package struct EntryWrite: Hashable, Codable, Sendable {
    /// Whose log it belongs to.
    package let partner: PartnerID
    package let entry: LogEntry
    /// Sent verbatim after a server went back. Otherwise `entry.previous` must be the log's tips: compare-and-swap.
    package let offered: Bool

    package init(partner: PartnerID, entry: LogEntry, offered: Bool = false) {
        self.partner = partner
        self.entry = entry
        self.offered = offered
    }
}
