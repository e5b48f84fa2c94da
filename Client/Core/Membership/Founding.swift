import Models
import Vault

/// Creates a new identity in an empty home.
struct Founding {
    let keys: DeviceKeys
    let first: LogEntry

    /// Creates a partner whose first device is this one.
    init(random: RandomSource, now: Instant) throws {
        keys = try DeviceKeys(random: random)
        let card = keys.card(.machine)
        first = try LogEntry(
            previous: [], action: .add(card: card, retiring: nil), device: card.id, time: now, signedWith: keys.signing)
    }

    var partner: PartnerID { PartnerID(validated: first.hash.bytes) }
    var device: DeviceID { first.device }

    func membership(
        couple: CoupleID? = nil, other: PartnerID? = nil, server: ServerAddress?, registration: Blob?, name: String?, secrets: Blob
    ) -> Membership {
        Membership(
            phase: other == nil ? .waiting : .paired, couple: couple ?? CoupleID(validated: partner.bytes), partner: partner,
            device: device, other: other, secrets: secrets, server: server, registration: registration, reveal: .escrow, name: name)
    }
}
