import ClientCore
import Models
import Support
import Vault

/// The people in the vectors: Ada, who invited, with desk, phone, kit and link code, and Ben with a laptop. Fixed keys, fixed
/// times.
struct Cast {
    static let time = Instant(milliseconds: 1_767_225_600_123)

    let desk: CastDevice
    let phone: CastDevice
    let laptop: CastDevice
    let kit: CastDevice
    let link: CastDevice
    /// Ada's log: one entry for each action except leaving.
    let adaLog: [LogEntry]
    /// Ben's log.
    let benLog: [LogEntry]

    let personal = SecretKey.counting(from: 0xA1)
    let couple = SecretKey.counting(from: 0xA2)
    let personalSeed = SecretKey.counting(from: 0xA3)
    let coupleSeed = SecretKey.counting(from: 0xA4)

    init() throws {
        desk = try CastDevice("desk", 0x01)
        phone = try CastDevice("phone", 0x02)
        laptop = try CastDevice("laptop", 0x03)
        kit = try CastDevice("kit", secrets: Self.kitCode().keys.device().stored, kind: .kit)
        link = try CastDevice(
            "link", secrets: Self.linkCode().keys.device().stored, kind: .link, expires: Self.time.advanced(by: .seconds(600)))
        let benFirst = try Self.chain([(.add(card: laptop.card, retiring: nil), laptop)])
        adaLog = try Self.chain([
            (.add(card: desk.card, retiring: nil), desk), (.add(card: kit.card, retiring: nil), desk),
            (.add(card: link.card, retiring: nil), desk), (.add(card: phone.card, retiring: link.id), link),
            (.pair(partner: PartnerID(validated: benFirst[0].hash.bytes)), phone),
            (
                .remove(
                    device: kit.id,
                    standing: [
                        VersionDigest(validated: .counting(from: 0xD1)), VersionDigest(validated: .counting(from: 0xD2)),
                    ]), desk
            ),
        ])
        benLog = try Self.chain([
            (.add(card: laptop.card, retiring: nil), laptop),
            (.pair(partner: PartnerID(validated: adaLog[0].hash.bytes)), laptop),
        ])
    }

    var ada: PartnerID { PartnerID(validated: adaLog[0].hash.bytes) }
    var ben: PartnerID { PartnerID(validated: benLog[0].hash.bytes) }
    var coupleID: CoupleID { CoupleID(validated: adaLog[0].hash.bytes) }
    var devices: [CastDevice] { [desk, phone, laptop, kit, link] }
    var round: RoundID { RoundNaming(seed: coupleSeed).round(RoundReference(prompt: .firstWord, number: 1)) }

    func device(_ id: DeviceID) throws -> CastDevice {
        guard let device = devices.first(where: { $0.id == id }) else { throw JSONTree.NotThere(what: "device") }
        return device
    }

    static func kitCode() throws -> PaperCode { code(.kit, host: "twofold.example.org", port: 443, isPinned: true, 0x20) }
    static func linkCode() throws -> PaperCode { code(.link, host: "127.0.0.1", port: 8420, isPlain: true, 0x30) }

    static func code(
        _ kind: CodeKind, host: String, port: Int, path: String = "", isPlain: Bool = false, isPinned: Bool = false, _ first: UInt8
    ) -> PaperCode {
        PaperCode(
            kind: kind, host: host, port: port, path: ServerPath(parsing: path) ?? .root, isPlain: isPlain, isPinned: isPinned,
            random: RandomSource { .counting(from: first, count: $0) })
    }

    /// Each entry follows the previous one.
    static func chain(_ steps: [(LogAction, CastDevice)], after entries: [LogEntry] = []) throws -> [LogEntry] {
        try steps.reduce(into: entries) { entries, step in
            entries.append(try entry(step.0, by: step.1, after: entries.last.map { [$0] } ?? [], at: entries.count))
        }
    }

    static func entry(_ action: LogAction, by device: CastDevice, after previous: [LogEntry], at second: Int = 0) throws -> LogEntry
    {
        try LogEntry(
            previous: previous.map(\.hash), action: action, device: device.id,
            time: time.advanced(by: .seconds(Int64(second))), signedWith: device.keys.signing)
    }
}

extension SecretKey {
    static func counting(from first: UInt8) -> SecretKey {
        SecretKey(random: RandomSource { .counting(from: first, count: $0) })
    }
}

extension RandomSource {
    /// Bytes that are the same in every run.
    static func seeded(_ seed: UInt64) -> RandomSource {
        let random = SeededRandom(seed: seed)
        return RandomSource { random.bytes($0) }
    }
}
