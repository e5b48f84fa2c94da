import Models
import ServerCore
import Support
import Wire

/// The server's data in memory, where it can be copied and compared.
final class SimMemory: SimData {
    private let store: MemoryStore
    private var backups: [MemoryState] = []

    init(_ state: MemoryState = MemoryState()) { store = MemoryStore(state) }

    func start(_ faults: SimFaults, limits: Limits, random: SeededRandom, clock: TestClock) throws -> SimProcess {
        try SimProcess(store, faults, limits: limits, random: random, clock: clock)
    }

    func read<Value>(_ body: (any StoreReader) throws -> Value) throws -> Value { try store.read { try body($0) } }

    func backUp() { backups.append(store.snapshot()) }
    var backupCount: Int { backups.count }

    func goBack(to backup: Int, openly: Bool, random: SeededRandom) throws {
        store.restore(backups[backup])
        guard openly else { return }
        try store.write { try NewHistory(writer: $0, random: { random.bytes($0) }).beginEverywhere() }
    }

    func failSavepoint(_ savepoint: Int) { store.failSavepoint(savepoint, after: 1) }
    var state: MemoryState? { store.snapshot() }
}
