import Models
import Support
import Vault

/// Which seed counts for Ada, depending on who granted what. None if she has to wait.
struct SeedVectors {
    let all: [JSONTree]

    init(_ cast: Cast) {
        typealias Given = (key: UInt8, purpose: KeyPurpose, by: CastDevice)
        let (desk, phone, laptop) = (cast.desk, cast.phone, cast.laptop)
        let cases: [(String, [Given], [CastDevice])] = [
            ("no seed", [], [desk]), ("a machine of one's own granted it", [(1, .coupleSeed, desk)], [desk]),
            ("only the partner granted it", [(1, .coupleSeed, laptop)], [desk]),
            ("the partner came first", [(1, .coupleSeed, laptop), (2, .coupleSeed, desk)], [desk]),
            ("the partner's, granted on", [(1, .coupleSeed, laptop), (1, .coupleSeed, desk)], [desk]),
            ("a live machine goes before one that has ended", [(1, .coupleSeed, phone), (2, .coupleSeed, desk)], [desk]),
            ("one that has ended, where there is no other", [(1, .coupleSeed, phone)], [desk]),
            ("the least id of several", [(1, .coupleSeed, phone), (2, .coupleSeed, desk), (3, .coupleSeed, desk)], [desk, phone]),
            ("the partner called it something else", [(1, .couple, laptop), (1, .coupleSeed, desk)], [desk]),
            ("the partner calls another key a seed", [(1, .couple, desk), (1, .coupleSeed, laptop)], [desk]),
        ]
        all = cases.map { name, given, live in
            var ring = KeyRing(owner: cast.ada)
            for grant in given {
                let key = SecretKey.counting(from: grant.key)
                ring.add(
                    key, id: key.id, for: grant.purpose, epoch: 0, by: grant.by.id == laptop.id ? cast.ben : cast.ada,
                    from: grant.by.id, to: [desk.id])
            }
            return [
                "name": .text(name), "live": .array(live.map { .hex($0.id) }), "own": .hex(cast.ada),
                "grants": .array(
                    given.map { grant in
                        [
                            "key": .hex(SecretKey.counting(from: grant.key).id), "purpose": .text(grant.purpose.rawValue),
                            "author": .hex(grant.by.id == laptop.id ? cast.ben : cast.ada), "device": .hex(grant.by.id),
                        ]
                    }),
                "seed": .hex(ring.ownSeed(.coupleSeed, live: Set(live.map(\.id)))?.id),
            ]
        }
    }
}
