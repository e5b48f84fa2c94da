package import Models
package import Wire

/// Which entries of an outbox are asked for.
package enum OutboxPart: CaseIterable, Sendable {
    /// Those that the server has not refused.
    case unrefused
    case refused
    /// Those without a record: entries, grants and boxes.
    case plain
    /// Those without a record and without a write: removals that are to be signed.
    case unwritten
}

/// Something that this device did and the server has not acknowledged yet.
package struct OutboxEntry: Hashable, Sendable {
    /// The local order.
    package let sequence: Int64
    /// For what concerns a record: which.
    package let record: RecordID?
    /// An `Intent` under the store key; nil where there is nothing to encrypt and `write` is all.
    package let intent: Blob?
    /// When it was done, by the wall clock and by the boot clock of this device.
    package let wall: Instant
    package let boot: BootTime
    /// As first sent, and sent again word for word until an outcome is there. Nil before.
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
    /// No server sends it: a server said that another version stands, and did not show it.
    package static let superseded: ErrorCode = "superseded"
}
