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
    /// - Parameter openly: restored by the command, which begins a new history; else copied back behind the server's back.
    func goBack(to backup: Int, openly: Bool, random: SeededRandom) throws
    /// Has one caller of the transaction that comes second from now fail alone.
    func failSavepoint(_ savepoint: Int)
    /// All of it, to be compared or begun from; nil where it is not in memory.
    var state: MemoryState? { get }
}
