import ServerCore
import Synchronization

/// An in-memory store for tests and simulations. It isolates and rolls back like any other store, and is durable only for the
/// lifetime of the process.
package final class MemoryStore: Store {
    private let state: Mutex<MemoryState>
    /// Held by the single writer. Readers never wait for it.
    private let writing = Mutex(())
    private let readWhileWriting = Mutex(0)
    private let failure = Mutex<(transactionsBefore: Int, savepoint: Int)?>(nil)

    package init(_ state: MemoryState = MemoryState()) { self.state = Mutex(state) }

    package func read<Value>(_ body: (MemoryTransaction) throws -> Value) throws -> Value {
        try body(MemoryTransaction(snapshot()))
    }

    package func write<Value>(_ body: (MemoryTransaction) throws -> Value) throws -> Value {
        try writing.withLock { _ in
            let transaction = MemoryTransaction(snapshot(), failingSavepoint: nextFailure())
            let value = try body(transaction)
            let result = transaction.state
            state.withLock { $0 = result }
            readWhileWriting.withLock { $0 += transaction.entriesRead }
            return value
        }
    }

    /// The number of log entries read in write transactions. Since these run one at a time, every writer waits for that work.
    package var entriesReadWhileWriting: Int { readWhileWriting.withLock { $0 } }

    /// Makes one savepoint fail at its end, as a full disk would.
    ///
    /// - Parameters:
    ///   - savepoint: the savepoint's number within its transaction, from 0.
    ///   - transactions: write transactions to let pass first.
    package func failSavepoint(_ savepoint: Int, after transactions: Int) { failure.withLock { $0 = (transactions, savepoint) } }

    private func nextFailure() -> Int? {
        failure.withLock { failure in
            guard let planned = failure else { return nil }
            failure = planned.transactionsBefore > 0 ? (planned.transactionsBefore - 1, planned.savepoint) : nil
            return failure == nil ? planned.savepoint : nil
        }
    }

    package func snapshot() -> MemoryState { state.withLock { $0 } }

    /// Simulates restoring a copy of the data folder: everything written after `snapshot` is lost.
    package func restore(_ snapshot: MemoryState) {
        writing.withLock { _ in state.withLock { $0 = snapshot } }
    }
}
