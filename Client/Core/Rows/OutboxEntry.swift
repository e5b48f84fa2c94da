package import Models
package import Wire

/// A part of the outbox to query.
package enum OutboxPart: CaseIterable, Sendable {
    /// Entries that the server hasn't refused.
    case unrefused
    case refused
    /// Entries without a record: log entries, grants and boxes.
    case plain
    /// Entries without a record or a write: removals to be signed.
    case unwritten
}

/// A change made on this device that the server hasn't acknowledged yet.
package struct OutboxEntry: Hashable, Sendable {
    /// Its position in the local order.
    package let sequence: Int64
    /// The record it concerns, if it concerns one.
    package let record: RecordID?
    /// An `Intent` under the store key; `nil` if there's nothing to encrypt and `write` is complete.
    package let intent: Blob?
    /// When it was made, by this device's wall clock and boot clock.
    package let wall: Instant
    package let boot: BootTime
    /// As first sent; resent byte for byte until an outcome arrives. `nil` before that.
    package var write: Write?
    /// How often the server has refused the stamp as too far in the future.
    package var restamped: Int
    /// Why the server refused it at the last attempt, if it did.
    package var refusal: ErrorCode?

    package init(
        sequence: Int64 = 0, record: RecordID?, intent: Blob?, wall: Instant, boot: BootTime, write: Write? = nil,
        restamped: Int = 0,
        refusal: ErrorCode? = nil
    ) {
        self.sequence = sequence
        self.record = record
        self.intent = intent
        self.wall = wall
        self.boot = boot
        self.write = write
        self.restamped = restamped
        self.refusal = refusal
    }
}

extension ErrorCode {
    /// Never on the wire: the server said that another version stands, and didn't show it.
    package static let superseded: ErrorCode = "superseded"
}
