import Models
import Support
import Wire

/// Makes the writes of one partner, from few records and rounds, so that they collide.
struct SyncWriter {
    private let notes: [RecordID]
    private let rounds: [RoundID]
    private var sent: [Write] = []
    /// The latest sealed answer of each round.
    private(set) var answers: [RoundID: RevealedAnswer] = [:]

    init(random: SeededRandom) {
        notes = (0..<3).map { _ in random.value() }
        rounds = (0..<3).map { _ in random.value() }
    }

    /// - Returns: `nil` if there's nothing the write could be about.
    mutating func write(
        _ decisions: inout FuzzInput, by partner: inout TestPartner, other: SyncWriter, now: Instant
    ) throws -> Write? {
        let time = now.advanced(by: .seconds(Int64(Int8(bitPattern: decisions.octet()))))
        let counter = UInt32(decisions.number(below: 3))
        let round = decisions.element(of: rounds) ?? rounds[0]
        let write: Write?
        switch decisions.number(below: 14) {
        case 0, 1: write = try note(&decisions, partner, at: time, counter)
        case 2, 3, 4:
            let answer = try partner.revealable(round, at: time, counter: counter)
            answers[round] = answer
            write = decisions.flag() ? answer.sealing() : .record(RecordWrite(record: answer.record))
        case 5: write = try partner.withdraw(round, at: time)
        case 6:
            let seen = decisions.flag() ? other.answers[round]?.record.header.commitment : nil
            write = try answers[round].map { .opening(try partner.opening(of: $0.record, seeing: seen)) }
        case 7: write = .grant(try partner.grant(decisions.element(of: KeyPurpose.allCases) ?? .couple, to: [partner.device.id]))
        case 8: write = try entry(&decisions, &partner, at: time)
        case 9:
            let locator = Locator(validated: Bytes(repeating: decisions.octet() & 1, count: 32))
            write = partner.box(decisions.element(of: BoxKind.allCases) ?? .kit, locator: locator)
        case 10, 11:
            guard let mine = answers[round], let theirs = other.answers[round] else { return nil }
            write = .pair(RevealedPair(mine: mine, theirs: theirs.withoutOwnKey))
        case 12: write = decisions.element(of: sent + other.sent)
        default: write = decisions.element(of: sent)?.offered
        }
        if let write { sent.append(write) }
        return write
    }

    private func note(_ decisions: inout FuzzInput, _ partner: TestPartner, at time: Instant, _ counter: UInt32) throws -> Write {
        let kind = decisions.octet()
        let size = decisions.number(below: 800)
        return .record(
            RecordWrite(
                record: try partner.record(
                    kind & 1 == 1 ? .own : .shared, id: decisions.element(of: notes), owner: kind & 2 == 2 ? .author : .couple,
                    at: time, counter: counter, body: Bytes(repeating: kind, count: size + 1), deleted: kind & 12 == 12)))
    }

    private func entry(_ decisions: inout FuzzInput, _ partner: inout TestPartner, at time: Instant) throws -> Write {
        let random = SeededRandom(seed: UInt64(decisions.number(below: 4)))
        let kind = decisions.element(of: DeviceKind.allCases) ?? .machine
        let device = try TestDevice(kind: kind, expires: kind == .link ? time : nil, random: random)
        let action: LogAction =
            switch decisions.number(below: 8) {
            case 0...3: .add(card: device.card, retiring: nil)
            case 4, 5: .remove(device: device.id, standing: answers.values.map(\.record.header.digest))
            case 6: .pair(partner: PartnerID(validated: Bytes(repeating: 1, count: 32)))
            default: .leave
            }
        let entry = try partner.entry(action, at: time)
        _ = try? partner.log.insert(entry)
        return .entry(EntryWrite(partner: partner.id, entry: entry, offered: decisions.flag()))
    }
}

extension Write {
    /// The write as offered after a server went back.
    fileprivate var offered: Write {
        switch self {
        case .record(let write): .record(RecordWrite(record: write.record, opening: write.opening, offered: true))
        case .entry(let write): .entry(EntryWrite(partner: write.partner, entry: write.entry, offered: true))
        case .opening, .grant, .pair, .box: self
        }
    }
}
