package import Models

/// A version that is kept although another replaced it.
package struct HistoryRow: Hashable, Sendable {
    package let sequence: Int64
    package let record: RecordID
    package let reason: HistoryReason
    /// A `Document` under the store key.
    package let content: Blob
    /// When it was moved into the history, by this device's clock.
    package let at: Instant

    package init(sequence: Int64 = 0, record: RecordID, reason: HistoryReason, content: Blob, at: Instant) {
        self.sequence = sequence
        self.record = record
        self.reason = reason
        self.content = content
        self.at = at
    }
}
