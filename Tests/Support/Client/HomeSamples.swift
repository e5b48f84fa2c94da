package import ClientCore
import Crypto
package import Models
package import Wire

/// Rows of a home that are the same in each run. Their signatures are invented, except those of grants.
package enum HomeSamples {
    package static func id<Subject>(_ number: UInt8, as subject: Subject.Type = Subject.self) -> Identifier<Subject> {
        Identifier(validated: Bytes(repeating: number, count: 32))
    }

    package static let signature = Signature(validated: Bytes(repeating: 7, count: 64))
    package static let couple: CoupleID = id(1)
    package static let me: PartnerID = id(2)
    package static let partner: PartnerID = id(3)
    package static let device: DeviceID = id(4)
    package static let at = Instant(milliseconds: 1_800_000_000_000)

    package static func own(_ number: UInt8, body: Bytes = [1, 2, 3]) -> HeldRecord {
        HeldRecord(
            header: RecordHeader(
                couple: couple, id: id(number), visibility: .own, owner: .author, author: me,
                stamp: Stamp(time: at, counter: 0, device: device), key: id(5), bodyHash: BodyHash(ofBody: Blob(body))),
            signature: signature, body: Blob(body))
    }

    package static func sealed(
        round: RoundID, by author: PartnerID = me, body: Blob? = Blob([9, 9]), phase: SealPhase? = .sealed, isTampered: Bool = false
    ) -> HeldRecord {
        HeldRecord(
            header: RecordHeader(
                couple: couple, id: .answer(of: round, by: author), visibility: .sealed, owner: .author, author: author,
                stamp: Stamp(time: at, counter: 1, device: device), round: round, commitment: id(6),
                bodyHash: BodyHash(ofBody: body ?? .empty)),
            signature: signature, body: body, ownKey: WrappedContentKey(key: id(5), sealed: Blob([4, 4, 4])), phase: phase,
            isTampered: isTampered)
    }

    package static func entry(_ number: UInt8) -> LogEntry {
        LogEntry(previous: [id(number)], action: .pair(partner: partner), device: device, time: at, signature: signature)
    }

    package static func grant(epoch: Int64) throws -> KeyGrant {
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: Bytes(repeating: 8, count: 32))
        return try KeyGrant(
            couple: couple, purpose: .couple, epoch: epoch, key: id(5), author: me, device: device,
            sealed: [SealedKey(recipient: device, encapsulated: Blob([1]), ciphertext: Blob([2]))], signedWith: key)
    }

    package static func outboxEntry(
        record: RecordID? = id(10), intent: Blob? = Blob([5, 5]), write: Write? = nil, restamped: Int = 0, refusal: ErrorCode? = nil
    ) -> OutboxEntry {
        OutboxEntry(
            record: record, intent: intent, wall: at, boot: BootTime(boot: "a-boot", milliseconds: 12_345), write: write,
            restamped: restamped, refusal: refusal)
    }
}
