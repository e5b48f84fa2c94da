import Models
import ServerCore
import Support
import Wire

/// The server's process, its data, its clock and its backups.
final class SimServer {
    let faults = SimFaults()
    let data: any SimData
    /// What its own clock shows.
    let clock: TestClock
    private(set) var process: SimProcess
    private let limits: Limits
    private let random: SeededRandom
    /// Copied back in silence, and not found out by anybody yet: the history that it had then.
    private(set) var silentHistory: HistoryID?
    /// What has happened to the data since it began.
    private(set) var hasGoneBack = false

    init(_ data: any SimData, limits: Limits, seed: UInt64, clock: TestClock) throws {
        self.data = data
        self.clock = clock
        self.limits = limits
        random = SeededRandom(seed: seed)
        process = try data.start(faults, limits: limits, random: random, clock: clock)
    }

    /// As the program is started again on the same data.
    func startAnew() throws {
        faults.planEnd(nil)
        process = try data.start(faults, limits: limits, random: random, clock: clock)
    }

    /// - Parameter pick: 0 for the latest backup, 1 for the one before.
    /// - Returns: false where there is none.
    func goBack(to pick: Int, openly: Bool, of couple: CoupleID) throws -> Bool {
        guard data.backupCount > 0 else { return false }
        try data.goBack(to: data.backupCount - 1 - pick % data.backupCount, openly: openly, random: random)
        silentHistory = openly ? nil : try data.read { try $0.couple(couple)?.history }
        hasGoneBack = true
        try startAnew()
        return true
    }

    /// Whether the server's word on what was withdrawn is worth nothing at the moment, as docs/security.md says.
    func isSilentlyBack(_ couple: CoupleID) throws -> Bool {
        guard let silentHistory else { return false }
        return try data.read { try $0.couple(couple)?.history } == silentHistory
    }
}
