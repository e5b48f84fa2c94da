import Models
import ServerCore
import Support
import Wire

/// A paired couple on a server in memory. Made once: every input starts from it.
struct PairedServer: Sendable {
    let state: MemoryState
    let couple: TestCouple

    static let made = Result { try PairedServer() }

    private init() throws {
        let store = MemoryStore()
        let keys = SeededRandom(seed: 31)
        let plan = try CouplePlan(seed: 7, on: (TestDevice(random: keys), TestDevice(random: keys)))
        couple = try waiting { try await TestServer(store, limits: Self.limits, seed: 1).couple(plan) }
        state = store.snapshot()
    }

    /// Small, so that short inputs reach them.
    static let limits = Limits(
        bodyBytes: 700, writes: 6, changes: 3, recordsPerPartner: 14, bytesPerPartner: 6000, logEntries: 10, entryBytes: 4000)
}
