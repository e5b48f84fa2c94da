import Models
import ServerCore
import Support
import Wire

/// The server's process, data, clock and backups.
final class SimServer {
    let faults = SimFaults()
    let data: any SimData
    /// The time on its own clock.
    let clock: TestClock
    private(set) var process: SimProcess
    private let limits: Limits
    private let random: SeededRandom
    /// The history it had when its data was silently copied back, while no one has found out.
    private(set) var silentHistory: HistoryID?
    /// What has happened to the data so far.
    private(set) var hasGoneBack = false

    init(_ data: any SimData, limits: Limits, seed: UInt64, clock: TestClock) throws {
        self.data = data
        self.clock = clock
        self.limits = limits
        random = SeededRandom(seed: seed)
        process = try data.start(faults, limits: limits, random: random, clock: clock)
    }

    /// Restarts the program on the same data.
    func startAnew() throws {
        faults.planEnd(nil)
        process = try data.start(faults, limits: limits, random: random, clock: clock)
    }

    /// - Parameter pick: 0 for the latest backup, 1 for the one before.
    /// - Returns: `false` if there's none.
    func goBack(to pick: Int, openly: Bool, of couple: CoupleID) throws -> Bool {
        guard data.backupCount > 0 else { return false }
        try data.goBack(to: data.backupCount - 1 - pick % data.backupCount, openly: openly, random: random)
        silentHistory = openly ? nil : try data.read { try $0.couple(couple)?.history }
        hasGoneBack = true
        try startAnew()
        return true
    }

    /// Whether the server's claims about withdrawals are currently worthless, as docs/security.md explains.
    func isSilentlyBack(_ couple: CoupleID) throws -> Bool {
        guard let silentHistory else { return false }
        return try data.read { try $0.couple(couple)?.history } == silentHistory
    }
}
