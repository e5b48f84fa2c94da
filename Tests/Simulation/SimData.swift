import Models
import ServerCore
import Support
import Wire

/// The server's data, and what is done to it from outside.
protocol SimData: AnyObject {
    func start(_ faults: SimFaults, limits: Limits, random: SeededRandom, clock: TestClock) throws -> SimProcess
    func read<Value>(_ body: (any StoreReader) throws -> Value) throws -> Value
    func backUp() throws
    var backupCount: Int { get }
    /// - Parameter openly: restored by the command, which starts a new history; otherwise copied back without the server knowing.
    func goBack(to backup: Int, openly: Bool, random: SeededRandom) throws
    /// Makes one caller of the second transaction from now fail on its own.
    func failSavepoint(_ savepoint: Int)
    /// All of the data, for comparison or as a starting state; `nil` if it isn't in memory.
    var state: MemoryState? { get }
}
