import Models
import Support

/// Entries that don't belong, each with the log that it doesn't belong in.
struct LogRefusals {
    let all: [JSONTree]

    init(_ cast: Cast) throws {
        let (desk, phone, laptop, kit, link) = (cast.desk, cast.phone, cast.laptop, cast.kit, cast.link)
        let start = try LogVectors.pairOfMachines(cast)
        func add(_ device: CastDevice, retiring: DeviceID? = nil) -> LogAction { .add(card: device.card, retiring: retiring) }
        func refused(_ name: String, _ why: LogError, _ log: [LogEntry], _ entry: LogEntry) throws -> JSONTree {
            [
                "name": .text(name), "why": .text(why.rawValue), "log": .array(try log.map { try .wire($0) }),
                "entry": try .wire(entry),
            ]
        }
        func next(
            _ name: String, _ why: LogError, _ action: LogAction, by device: CastDevice, after log: [LogEntry]
        ) throws -> JSONTree {
            try refused(name, why, log, Cast.entry(action, by: device, after: log.suffix(1), at: log.count))
        }
        let withKit = try Cast.chain([(add(kit), desk)], after: start)
        let withLink = try Cast.chain([(add(link), desk)], after: start)
        let paired = try Cast.chain([(.pair(partner: cast.ben), desk)], after: start)
        let ended = try Cast.chain([(.remove(device: phone.id, standing: []), desk)], after: start)
        let left = try Cast.chain([(.leave, desk)], after: start)
        let confirmed = try Cast.chain(
            [(.remove(device: phone.id, standing: []), laptop)],
            after: Self.unconfirmed(cast))
        let neutral = Bytes([1]) + Bytes(repeating: 0, count: 31)
        let fieldPrime = [0xED] + Bytes(repeating: 0xFF, count: 30) + [0x7F]
        let weakSigning = DeviceCard(
            kind: .machine, signing: SigningKey(validated: neutral), agreement: laptop.card.agreement)
        let weakAgreement = DeviceCard(
            kind: .machine, signing: laptop.card.signing, agreement: AgreementKey(validated: fieldPrime))
        // Under the neutral point, the neutral point and zero are a valid signature for every message.
        let everybodys = LogEntry(
            previous: [], action: .add(card: weakSigning, retiring: nil), device: weakSigning.id, time: Cast.time,
            signature: Signature(validated: neutral + Bytes(repeating: 0, count: 32)))
        let good = try Cast.entry(.leave, by: desk, after: start.suffix(1), at: 2)
        let forged = LogEntry(
            previous: good.previous, action: good.action, device: good.device, time: good.time,
            signature: Signature(validated: good.signature.bytes.changed(at: 40)))
        let changed = LogEntry(
            previous: good.previous, action: good.action, device: good.device, time: good.time.advanced(by: .milliseconds(1)),
            signature: good.signature)
        all = try [
            refused("begins with a kit", .badBeginning, [], Cast.entry(add(kit), by: kit, after: [])),
            refused("begins with somebody else's machine", .badBeginning, [], Cast.entry(add(phone), by: desk, after: [])),
            refused("begins by leaving", .badBeginning, [], Cast.entry(.leave, by: desk, after: [])),
            refused("a second beginning", .badBeginning, start, Cast.entry(add(laptop), by: desk, after: [])),
            refused(
                "names an entry that is not there", .unknownPrevious, start, Cast.entry(.leave, by: desk, after: [cast.benLog[0]])),
            next("of a stranger", .signerNotAlive, .leave, by: laptop, after: start),
            next("of a machine that has ended", .signerNotAlive, .leave, by: phone, after: ended),
            refused("an octet of the signature changed", .badSignature, start, forged),
            refused("the time changed", .badSignature, start, changed),
            next("a kit that pairs", .notForPaper, .pair(partner: cast.ben), by: kit, after: withKit),
            next("a kit that adds a link code", .notForPaper, add(link), by: kit, after: withKit),
            next("a kit that ends itself", .notForPaper, add(laptop, retiring: kit.id), by: kit, after: withKit),
            next("a link code that does not end itself", .notForPaper, add(laptop), by: link, after: withLink),
            next("a device enlisted twice", .impossible, add(phone), by: desk, after: start),
            next("a device enlisted again after it ended", .impossible, add(phone), by: desk, after: ended),
            next("a machine that retires another", .impossible, add(laptop, retiring: phone.id), by: desk, after: start),
            next("a removal of nobody", .impossible, .remove(device: laptop.id, standing: []), by: desk, after: start),
            next("a second removal", .impossible, .remove(device: phone.id, standing: []), by: desk, after: ended),
            next(
                "a second removal that says what stands", .impossible, .remove(device: phone.id, standing: []), by: laptop,
                after: confirmed),
            refused("begins under a key with which everybody can sign", .weakKey, [], everybodys),
            next(
                "a machine with such a key", .weakKey, .add(card: weakSigning, retiring: nil), by: desk, after: start),
            next(
                "a machine to which nothing can be sealed", .weakKey, .add(card: weakAgreement, retiring: nil), by: desk,
                after: start),
            next("a second pairing", .impossible, .pair(partner: cast.ben), by: phone, after: paired),
            next("after leaving", .afterLeaving, add(laptop), by: desk, after: left),
        ]
    }

    /// The desk has removed the phone, and the laptop, without knowing that, the desk; a kit joins the branches, so that one entry
    /// names everything.
    private static func unconfirmed(_ cast: Cast) throws -> [LogEntry] {
        let start = try Cast.chain(
            [(.add(card: cast.laptop.card, retiring: nil), cast.desk)], after: LogVectors.pairOfMachines(cast))
        let branches = try [
            Cast.entry(.remove(device: cast.phone.id, standing: []), by: cast.desk, after: start.suffix(1), at: 3),
            Cast.entry(.remove(device: cast.desk.id, standing: []), by: cast.laptop, after: start.suffix(1), at: 4),
        ]
        let joint = try Cast.entry(
            .add(card: cast.kit.card, retiring: nil), by: cast.laptop, after: branches.sorted { $0.hash < $1.hash }, at: 5)
        return start + branches + [joint]
    }
}
