import Models
import Support
import Vault

enum RuleVectors {
    static func parts() throws -> JSONTree {
        let cast = try Cast()
        return [
            "ascendingStamps": .array(try stamps(cast).map { try .wire($0) }), "nextStamps": .array(try nextStamps(cast)),
            "nextStampsOfAnswers": .array(try nextStampsOfAnswers(cast)), "merges": .array(try merges(cast)),
            "phases": .array(phases), "pairs": .array(try pairs(cast)),
            "writingKeys": .array(try WritingKeyVectors(cast).all), "seeds": .array(SeedVectors(cast).all),
        ]
    }

    /// Each is less than the next.
    private static func stamps(_ cast: Cast) -> [Stamp] {
        let devices = cast.devices.map(\.id).sorted()
        return [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, UInt32.max, 0), (1, 0, 0), (1, 0, 4), (256, 0, 0)].map {
            time, counter, device in
            Stamp(time: Cast.time.advanced(by: .milliseconds(time)), counter: counter, device: devices[device])
        }
    }

    private static func nextStamps(_ cast: Cast) throws -> [JSONTree] {
        func stamp(_ after: Int64, _ counter: UInt32, _ device: CastDevice) -> Stamp {
            Stamp(time: Cast.time.advanced(by: .milliseconds(after)), counter: counter, device: device.id)
        }
        let cases: [(String, [Stamp])] = [
            ("nothing to follow", []), ("what is to be followed lies before", [stamp(-1, 9, cast.phone)]),
            ("in the same millisecond", [stamp(0, 3, cast.phone)]), ("later than the time wanted", [stamp(5000, 0, cast.phone)]),
            ("the greater of two", [stamp(0, 7, cast.desk), stamp(1, 2, cast.phone)]),
            ("the counter is at its end", [stamp(0, .max, cast.phone)]),
        ]
        return try cases.map { name, floors in
            let next = Stamp.next(at: Cast.time, by: cast.desk.id, above: floors.max())
            return [
                "name": .text(name), "time": .number(Cast.time.milliseconds), "device": .hex(cast.desk.id),
                "above": .array(try floors.map { try .wire($0) }), "stamp": try .wire(next),
            ]
        }
    }

    private static func nextStampsOfAnswers(_ cast: Cast) throws -> [JSONTree] {
        let cases: [(floor: (after: Int64, counter: UInt32)?, noise: UInt32)] = [
            (nil, 0), (nil, .max), ((-1, 9), 0x1234_5678), ((0, 9), 0), ((0, 9), 0x1234_5678), ((5000, .max - 8), 7),
            ((5000, .max - 8), 8), ((0, .max), 0x1234_5678),
        ]
        return try cases.map { floor, noise in
            let floor = floor.map {
                Stamp(time: Cast.time.advanced(by: .milliseconds($0.after)), counter: $0.counter, device: cast.phone.id)
            }
            let next = Stamp.nextOfAnswer(at: Cast.time, by: cast.desk.id, above: floor, noise: noise)
            return [
                "time": .number(Cast.time.milliseconds), "device": .hex(cast.desk.id), "noise": .number(Int64(noise)),
                "above": .array(try [floor].compactMap { $0 }.map { try .wire($0) }), "stamp": try .wire(next),
            ]
        }
    }

    private static func version(_ stamp: Stamp, _ body: UInt8) -> Version {
        Version(stamp: stamp, bodyHash: BodyHash(validated: .counting(from: body)))
    }

    static func described(_ version: Version) throws -> JSONTree {
        ["stamp": try .wire(version.stamp), "bodyHash": .hex(version.bodyHash)]
    }

    private static func merges(_ cast: Cast) throws -> [JSONTree] {
        let stamps = stamps(cast)
        let versions = [version(stamps[1], 0x10), version(stamps[1], 0x20), version(stamps[4], 0x08)]
        var merges: [JSONTree] = [try merge(versions[0], nil, isFrozen: false)]
        for incoming in versions {
            for current in versions {
                for isFrozen in [false, true] { merges.append(try merge(incoming, current, isFrozen: isFrozen)) }
            }
        }
        let impossible = version(Stamp(time: Instant(milliseconds: .max), counter: .max, device: cast.desk.id), 0x30)
        for isFrozen in [false, true] { merges.append(try merge(versions[0], impossible, isFrozen: isFrozen)) }
        return merges
    }

    private static func merge(_ incoming: Version, _ current: Version?, isFrozen: Bool) throws -> JSONTree {
        [
            "incoming": try described(incoming), "current": try current.map(described) ?? .null, "currentIsFrozen": .flag(isFrozen),
            "decision": .text("\(Merge.decide(incoming: incoming, current: current, currentIsFrozen: isFrozen))"),
        ]
    }

    private static var phases: [JSONTree] {
        let flags = [false, true]
        let sides = flags.flatMap { isSealed in
            flags.flatMap { counts in flags.map { Reveal.Side(isSealed: isSealed, counts: counts, isOpened: $0) } }
        }
        func described(_ side: Reveal.Side) -> JSONTree {
            ["isSealed": .flag(side.isSealed), "counts": .flag(side.counts), "isOpened": .flag(side.isOpened)]
        }
        return sides.flatMap { mine in
            sides.flatMap { theirs in
                flags.map { wasFrozen in
                    [
                        "mine": described(mine), "theirs": described(theirs), "wasFrozen": .flag(wasFrozen),
                        "phase": Reveal.phase(of: mine, and: theirs, wasFrozen: wasFrozen).map { .text($0.rawValue) } ?? .null,
                    ]
                }
            }
        }
    }

    /// Each pair as (Ada's, Ben's).
    private static func pairs(_ cast: Cast) throws -> [JSONTree] {
        let stamps = stamps(cast)
        let versions = [version(stamps[0], 1), version(stamps[2], 1), version(stamps[2], 2), version(stamps[4], 1)]
        let cases = [
            ((0, 1), (0, 3)), ((0, 3), (0, 1)), ((3, 0), (1, 0)), ((0, 3), (1, 3)), ((3, 1), (3, 0)), ((1, 3), (2, 3)),
            ((0, 3), (0, 3)),
        ]
        return try cases.map { one, other in
            let pair = (versions[one.0], versions[one.1])
            let rival = (versions[other.0], versions[other.1])
            return [
                "pair": [try described(pair.0), try described(pair.1)], "rival": [try described(rival.0), try described(rival.1)],
                "pairStands": .flag(Reveal.stands(pair, over: rival)),
            ]
        }
    }
}
