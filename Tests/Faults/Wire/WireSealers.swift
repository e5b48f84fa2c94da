import Models
import ProgramSupport
import Support
import Wire

/// Two partners on the wire, who seal their answers at the same moment, one round after another.
struct WireSealers {
    private struct Seal {
        let round: RoundID
        let writes: [Write]
        var isAcknowledged = [false, false]

        var isDone: Bool { !isAcknowledged.contains(false) }
    }

    private var partners: [WireDevice]
    private var seals: [Seal] = []
    private let random: SeededRandom

    init(at caller: WireCaller, seed: UInt64) async throws {
        random = SeededRandom(seed: seed)
        let couple = try await WireDevice.couple(at: caller, seed: random.number())
        partners = [couple.0, couple.1]
    }

    /// Both seal a new round, or try again with the one that isn't acknowledged to both.
    ///
    /// - Returns: whether both seals are acknowledged.
    mutating func step(_ tally: Tally) async throws -> Bool {
        if seals.last?.isDone != false {
            let round: RoundID = random.value()
            seals.append(Seal(round: round, writes: try partners.map { try $0.partner.seal(round, at: .current) }))
        }
        let seal = seals[seals.count - 1]
        let (first, second) = (partners[0], partners[1])
        async let one = Self.sent(seal.writes[0], by: first, unless: seal.isAcknowledged[0], tally)
        async let two = Self.sent(seal.writes[1], by: second, unless: seal.isAcknowledged[1], tally)
        let ends = await [one, two]
        partners = ends.map(\.device)
        seals[seals.count - 1].isAcknowledged = ends.map(\.isAcknowledged)
        return ends.allSatisfy(\.isAcknowledged)
    }

    private static func sent(_ seal: Write, by device: WireDevice, unless isAcknowledged: Bool, _ tally: Tally) async
        -> (device: WireDevice, isAcknowledged: Bool)
    {
        guard !isAcknowledged else { return (device, true) }
        var device = device
        do {
            let outcomes = try await device.sync([seal]).outcomes
            guard outcomes == [.applied] else { throw OutcomeError(outcomes: outcomes) }
            return (device, true)
        } catch {
            await device.endure(error, tally)
            return (device, false)
        }
    }

    /// Looks for each round at both partners: both see the same two answers, or, unless both seals were acknowledged, neither.
    func account(at caller: WireCaller, _ tally: Tally) async throws {
        var seen: [[RoundID: Set<Opening>]] = []
        for var partner in partners {
            partner.caller = caller
            try await partner.renew()
            var revealed: [RoundID: Set<Opening>] = [:]
            for case .record(let change) in try await partner.everything() where change.phase == .revealed {
                guard let round = change.header.round, let opening = change.opening else { continue }
                revealed[round, default: []].insert(opening)
            }
            seen.append(revealed)
        }
        for seal in seals {
            let (adas, bens) = (seen[0][seal.round] ?? [], seen[1][seal.round] ?? [])
            if adas != bens || adas.count == 1 {
                tally.violation("a reveal is half done: \(adas.count) and \(bens.count) of 2 answers")
            }
            guard seal.isDone else { continue }
            if adas.count == 2 {
                tally.count("reveals accounted for")
            } else {
                tally.violation("both seals were acknowledged, and nothing is revealed")
            }
        }
    }
}
