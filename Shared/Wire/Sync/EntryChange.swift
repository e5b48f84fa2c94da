package import Models

/// A log entry and the partner whose log it belongs to.
package struct EntryChange: Hashable, Codable, Sendable {
    package let partner: PartnerID
    package let entry: LogEntry

    package init(partner: PartnerID, entry: LogEntry) {
        self.partner = partner
        self.entry = entry
    }
}
