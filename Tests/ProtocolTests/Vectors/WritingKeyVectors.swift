import Models
import Support
import Vault

/// Which key a client writes with, depending on who granted what.
struct WritingKeyVectors {
    let all: [JSONTree]

    init(_ cast: Cast) throws {
        typealias Given = (key: UInt8, epoch: Int64, by: CastDevice, to: [CastDevice])
        let (desk, phone, kit) = (cast.desk, cast.phone, cast.kit)
        let cases: [(String, [Given], [CastDevice])] = [
            ("no key", [], [desk]), ("one key", [(1, 0, desk, [desk])], [desk]),
            ("the greatest epoch", [(1, 0, desk, [desk]), (2, 1, desk, [desk])], [desk]),
            ("equal epochs", [(1, 3, desk, [desk]), (2, 3, desk, [desk]), (3, 3, desk, [desk])], [desk]),
            ("not what a device holds that has ended", [(1, 0, desk, [desk]), (2, 1, desk, [desk, phone])], [desk]),
            ("not what a device gave that has ended", [(1, 0, desk, [desk]), (2, 1, phone, [desk])], [desk]),
            ("not what was given on to a device that has ended", [(1, 0, desk, [desk]), (1, 0, desk, [phone])], [desk]),
            ("also where not every live device has it yet", [(1, 0, desk, [desk])], [desk, phone, kit]),
            (
                "a grant of a known key with another epoch is passed over",
                [(1, 4, desk, [desk]), (1, 9, desk, [desk]), (2, 5, desk, [desk])], [desk]
            ),
            ("not what nobody can have come to", [(1, 3, desk, [desk]), (2, .max, desk, [desk]), (3, -1, desk, [desk])], [desk]),
            ("the greatest epoch that counts", [(1, 0, desk, [desk]), (2, 2_097_151, desk, [desk])], [desk]),
            ("the first that does not", [(1, 0, desk, [desk]), (2, 2_097_152, desk, [desk])], [desk]),
        ]
        all = try cases.map { name, given, live in
            var ring = KeyRing()
            for grant in given {
                ring.add(
                    try KeyGrant(
                        couple: cast.coupleID, purpose: .personal, epoch: grant.epoch, key: SecretKey.counting(from: grant.key).id,
                        author: cast.ada, device: grant.by.id,
                        sealed: grant.to.map { SealedKey(recipient: $0.id, encapsulated: .empty, ciphertext: .empty) },
                        signedWith: grant.by.keys.signing), key: .counting(from: grant.key))
            }
            return [
                "name": .text(name), "live": .array(live.map { .hex($0.id) }),
                "grants": .array(
                    given.map { grant in
                        [
                            "key": .hex(SecretKey.counting(from: grant.key).id), "epoch": .number(grant.epoch),
                            "device": .hex(grant.by.id), "recipients": .array(grant.to.map { .hex($0.id) }),
                        ]
                    }),
                "writingKey": .hex(ring.newest(.personal, live: Set(live.map(\.id)))?.id),
                "nextEpoch": .number(ring.nextEpoch(.personal)),
            ]
        }
    }
}
