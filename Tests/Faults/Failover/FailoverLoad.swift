import ProgramSupport
import Support
import Synchronization

/// Devices that write as fast as they can, pairs who seal at once, and a household on the command line.
final class FailoverLoad: Sendable {
    let household: Household
    /// How many clients are on the wire.
    let clients = 6
    private let caller: WireCaller
    private let seed: UInt64
    private let tally: Tally
    private let outages: Outages
    private let writers = Mutex<[WireWriter]>([])
    private let sealers = Mutex<[WireSealers]>([])
    private let begun = Mutex<Set<Int>>([])

    init(household: Household, at caller: WireCaller, seed: UInt64, tally: Tally, outages: Outages) {
        (self.household, self.caller, self.seed, self.tally, self.outages) = (household, caller, seed, tally, outages)
    }

    /// Whether every client on the wire has written, and the household is paired.
    var hasBegun: Bool { begun.withLock { $0.count } == clients && !household.ledger.prompts.isEmpty }

    private func acknowledged(by client: Int, sent: ContinuousClock.Instant) {
        outages.acknowledged(by: client, sent: sent)
        begun.withLock { _ = $0.insert(client) }
    }

    func run(until isOver: @escaping @Sendable () -> Bool) async throws {
        try await withThrowingTaskGroup { group in
            for client in 0..<clients {
                let random = SeededRandom(seed: seed &+ UInt64(client))
                group.addTask { [self] in
                    if client < 4 {
                        try await write(client, random, until: isOver)
                    } else {
                        try await seal(client, random, until: isOver)
                    }
                }
            }
            group.addTask { [self] in
                guard try await household.begin(until: isOver) else { return }
                try await household.live(steps: .max, until: isOver)
            }
            try await group.waitForAll()
        }
    }

    private func write(_ client: Int, _ random: SeededRandom, until isOver: () -> Bool) async throws {
        var writer = try await WireWriter(at: caller, seed: random.number())
        while !isOver() {
            let sent = ContinuousClock.now
            if await writer.step(upTo: 4, at: caller, random, tally) { acknowledged(by: client, sent: sent) }
        }
        writers.withLock { [writer] in $0.append(writer) }
    }

    private func seal(_ client: Int, _ random: SeededRandom, until isOver: () -> Bool) async throws {
        var pair = try await WireSealers(at: caller, seed: random.number())
        while !isOver() {
            let sent = ContinuousClock.now
            if try await pair.step(tally) { acknowledged(by: client, sent: sent) }
        }
        sealers.withLock { [pair] in $0.append(pair) }
    }

    func account() async throws {
        for writer in writers.withLock({ $0 }) {
            let account = try await writer.account(at: caller)
            if !account.isGood { tally.violation("the server's records are not what was acknowledged: \(account)") }
            tally.count("wire writes accounted for", account.acknowledged - account.missing)
        }
        for pair in sealers.withLock({ $0 }) { try await pair.account(at: caller, tally) }
        try await household.account()
    }
}
