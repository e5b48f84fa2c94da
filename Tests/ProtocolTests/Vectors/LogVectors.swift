import Models
import Support

enum LogVectors {
    static func parts() throws -> JSONTree {
        let cast = try Cast()
        let left = try Cast.chain([(.leave, cast.laptop)], after: cast.benLog)
        let shown = zip(
            ["add a machine", "add a kit", "add a link code", "add a machine, retiring the link code", "pair", "remove"],
            cast.adaLog)
        var entries = try shown.map { try entry($0, $1, cast) }
        entries.append(try entry("leave", left[2], cast))
        entries.append(try entry("an entry where branches meet", meeting(cast)[4], cast))
        return [
            "entries": .array(entries),
            "logs": .array(
                try [("Ada's", cast.adaLog), ("Ben's", cast.benLog), ("of a partner who left", left)].map(log)
                    + branches(cast).map(log) + removals(cast).map(log)),
            "refused": .array(try LogRefusals(cast).all),
        ]
    }

    private static func entry(_ name: String, _ entry: LogEntry, _ cast: Cast) throws -> JSONTree {
        [
            "name": .text(name), "entry": try .wire(entry), "signing": .hex(try cast.device(entry.device).card.signing),
            "signed": .hex(entry.signedContent.bytes), "hash": .hex(entry.hash), "signature": .hex(entry.signature),
        ]
    }

    private static func log(_ name: String, _ entries: [LogEntry]) throws -> JSONTree {
        let log = try DeviceLog(entries: entries)
        let state = log.state
        return [
            "name": .text(name), "entries": .array(try entries.map { try .wire($0) }), "partner": .hex(log.partner),
            "tips": .array(log.tips.map { .hex($0) }), "cards": .array(state.cards.keys.sorted().map { .hex($0) }),
            "live": .array(state.live.map { .hex($0.id) }), "removed": .array(state.removed.sorted().map { .hex($0) }),
            "standing": .object(
                Dictionary(
                    uniqueKeysWithValues: state.standing.map { device, versions in
                        (device.bytes.hex, .array(versions.sorted().map { .hex($0) }))
                    })),
            "unconfirmed": .array(state.unconfirmed.sorted().map { .hex($0) }),
            "void": .array(entries.map(\.hash).filter(log.isVoid).sorted().map { .hex($0) }),
            "pairedWith": .hex(state.pairedWith), "hasLeft": .flag(state.hasLeft),
        ]
    }

    /// Two devices of one partner, as a starting point.
    static func pairOfMachines(_ cast: Cast) throws -> [LogEntry] {
        try Cast.chain([
            (.add(card: cast.desk.card, retiring: nil), cast.desk), (.add(card: cast.phone.card, retiring: nil), cast.desk),
        ])
    }

    /// The desk has removed the phone; the phone, without knowing that, has enlisted the laptop; the desk continues on top of both.
    private static func meeting(_ cast: Cast) throws -> [LogEntry] {
        let start = try pairOfMachines(cast)
        let removal = try Cast.entry(.remove(device: cast.phone.id, standing: []), by: cast.desk, after: [start[1]], at: 2)
        let addition = try Cast.entry(.add(card: cast.laptop.card, retiring: nil), by: cast.phone, after: [start[1]], at: 3)
        let joint = try Cast.entry(.add(card: cast.kit.card, retiring: nil), by: cast.desk, after: [removal, addition], at: 4)
        return start + [removal, addition, joint]
    }

    /// Void removals with lists; and removals that state again what stands.
    private static func removals(_ cast: Cast) throws -> [(String, [LogEntry])] {
        let start = try pairOfMachines(cast)
        let (desk, phone, laptop) = (cast.desk, cast.phone, cast.laptop)
        func versions(_ first: UInt8...) -> [VersionDigest] { first.map { VersionDigest(validated: .counting(from: $0)) } }
        func removal(_ device: CastDevice, _ standing: [VersionDigest], by signer: CastDevice, after: [LogEntry], at second: Int)
            throws -> LogEntry
        {
            try Cast.entry(.remove(device: device.id, standing: standing), by: signer, after: after, at: second)
        }
        let byDesk = try removal(phone, versions(0xD1, 0xD2), by: desk, after: [start[1]], at: 2)
        let ofItself = try removal(phone, versions(0xD3), by: phone, after: [start[1]], at: 3)
        let ofTheDesk = try removal(desk, versions(0xD4), by: phone, after: [start[1]], at: 4)
        let three = try Cast.chain([(.add(card: laptop.card, retiring: nil), desk)], after: start)
        let phoneByDesk = try removal(phone, versions(0xD1), by: desk, after: [three[2]], at: 5)
        let deskByLaptop = try removal(desk, versions(0xD2), by: laptop, after: [three[2]], at: 6)
        let confirmation = try removal(phone, versions(0xD5, 0xD6), by: laptop, after: [phoneByDesk, deskByLaptop], at: 7)
        let withKit = try Cast.entry(
            .add(card: cast.kit.card, retiring: nil), by: laptop, after: [phoneByDesk, deskByLaptop], at: 9)
        let phoneByLaptop = try removal(phone, versions(0xD7), by: laptop, after: [three[2]], at: 8)
        return [
            ("the ended phone removes itself, and lets stand what counts for nothing", start + [byDesk, ofItself]),
            ("the same, the other branch first", start + [ofItself, byDesk]),
            ("the ended phone removes the desk: both have ended, and nothing stands", start + [byDesk, ofTheDesk]),
            ("a removal by a machine that was removed meanwhile: what it let stand is lost", three + [phoneByDesk, deskByLaptop]),
            ("a machine that is alive says anew what stands", three + [phoneByDesk, deskByLaptop, confirmation]),
            ("two removals that count: what either lets stand", three + [phoneByDesk, phoneByLaptop]),
            ("an entry that counts builds on a void one", three + [phoneByDesk, deskByLaptop, withKit]),
        ]
    }

    private static func branches(_ cast: Cast) throws -> [(String, [LogEntry])] {
        let start = try pairOfMachines(cast)
        let met = try meeting(cast)
        let further = try Cast.entry(.add(card: cast.kit.card, retiring: nil), by: cast.laptop, after: [met[3]], at: 5)
        let removedByVoid = try Cast.entry(.remove(device: cast.desk.id, standing: []), by: cast.phone, after: [start[1]], at: 6)
        let withAda = try Cast.entry(.pair(partner: cast.ada), by: cast.desk, after: [start[1]], at: 7)
        let withBen = try Cast.entry(.pair(partner: cast.ben), by: cast.phone, after: [start[1]], at: 8)
        let late = try Cast.entry(.pair(partner: cast.ben), by: cast.phone, after: [start[1]], at: 9)
        return [
            ("two branches: what the ended phone added is void", Array(met[0..<4])),
            ("the same, the other branch first", [met[0], met[1], met[3], met[2]]), ("the same, joined", met),
            ("what a void device added is void as well", Array(met[0..<4]) + [further]),
            ("a removal by a device that ended holds all the same", start + [met[2], removedByVoid]),
            ("two branches that pair", start + [withAda, withBen]),
            ("the same, the other branch first", start + [withBen, withAda]),
            ("a pairing by the ended phone is void", start + [met[2], late]),
        ]
    }
}
