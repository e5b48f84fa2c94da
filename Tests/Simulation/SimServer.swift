import ClientCore
import Models
import ServerCore
import Support
import Wire

/// The server's process, its data, its clock and its backups.
final class SimServer {
    let store: SimStore
    /// What its own clock shows.
    let clock: TestClock
    private(set) var service: Service<SimStore>
    private(set) var exchange: BlockingExchange
    private let limits: Limits
    private let random: SeededRandom
    private(set) var backups: [MemoryState] = []
    /// Copied back in silence, and not found out by anybody yet: the history that it had then.
    private(set) var silentHistory: HistoryID?
    /// What has happened to the data since it began.
    private(set) var hasGoneBack = false

    init(limits: Limits, seed: UInt64, clock: TestClock, state: MemoryState? = nil) throws {
        store = SimStore(MemoryStore(state ?? MemoryState()))
        self.clock = clock
        self.limits = limits
        random = SeededRandom(seed: seed)
        (service, exchange) = try Self.start(store, limits, random, clock)
    }

    private static func start(_ store: SimStore, _ limits: Limits, _ random: SeededRandom, _ clock: TestClock) throws
        -> (Service<SimStore>, BlockingExchange)
    {
        let service = try Service(
            store: store, limits: limits, registration: .open, version: "simulated", now: { clock.now },
            random: { random.bytes($0) })
        return (service, BlockingExchange(service))
    }

    /// As the program is started again on the same data.
    func startAnew() throws {
        store.planEnd(nil)
        (service, exchange) = try Self.start(store, limits, random, clock)
    }

    func backUp() { backups.append(store.memory.snapshot()) }

    /// - Returns: false where there is no such backup.
    func goBack(to pick: Int, openly: Bool, of couple: CoupleID) throws -> Bool {
        guard !backups.isEmpty else { return false }
        store.memory.restore(backups[pick % backups.count])
        if openly {
            let random = random
            try store.memory.write { try NewHistory(writer: $0, random: { random.bytes($0) }).beginEverywhere() }
            silentHistory = nil
        } else {
            silentHistory = try store.memory.read { $0.couple(couple)?.history }
        }
        hasGoneBack = true
        try startAnew()
        return true
    }

    /// Whether the server's word on what was withdrawn is worth nothing at the moment, as docs/security.md says.
    func isSilentlyBack(_ couple: CoupleID) throws -> Bool {
        guard let silentHistory else { return false }
        return try store.memory.read { $0.couple(couple)?.history } == silentHistory
    }
}
