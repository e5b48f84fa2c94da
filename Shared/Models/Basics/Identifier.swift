/// A 32-octet name for one kind of `Subject`, usually a SHA-256 hash.
package struct Identifier<Subject>: FixedBytes {
    package static var byteCount: Int { 32 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }
}

/// The hash of the inviter's first log entry.
package typealias CoupleID = Identifier<Subjects.Couple>
/// The hash of a partner's first log entry.
package typealias PartnerID = Identifier<Subjects.Partner>
/// The hash of a device card.
package typealias DeviceID = Identifier<Subjects.Device>
package typealias RecordID = Identifier<Subjects.Record>
/// A keyed hash of prompt and number: the same on every device of the couple, meaningless to the server.
package typealias RoundID = Identifier<Subjects.Round>
/// The hash of a log entry without its signature.
package typealias EntryHash = Identifier<Subjects.LogEntry>
/// The hash of a symmetric key.
package typealias KeyID = Identifier<Subjects.Key>
/// The hash of an encrypted body.
package typealias BodyHash = Identifier<Subjects.Body>
/// The hash that binds author, round, text and content key of one version of an answer.
package typealias Commitment = Identifier<Subjects.Commitment>
/// The hash of a record's signed header. It identifies one version permanently.
package typealias VersionDigest = Identifier<Subjects.Version>
/// The address of a code's box on the server.
package typealias Locator = Identifier<Subjects.Box>
/// The hash of a permit: all that a server knows about an invitation's code.
package typealias PermitHash = Identifier<Subjects.Permit>

/// The kinds of thing that an `Identifier` can name.
package enum Subjects {
    package enum Couple {}
    package enum Partner {}
    package enum Device {}
    package enum Record {}
    package enum Round {}
    package enum LogEntry {}
    package enum Key {}
    package enum Body {}
    package enum Commitment {}
    package enum Version {}
    package enum Box {}
    package enum Permit {}
}
