import Synchronization

/// A store in memory, for tests and simulations. Isolated and undone like any other; durable as long as the process.
package final class MemoryStore: Store {
    private let state: Mutex<MemoryState>
    /// Held by the one writer; readers never wait for it.
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

    /// Log entries that were read in transactions that write, of which there is one at a time: what they take, everybody waits for.
    package var entriesReadWhileWriting: Int { readWhileWriting.withLock { $0 } }

    /// Has one savepoint fail at its end, as a full disk might: of the transaction that follows so many others.
    package func failSavepoint(_ savepoint: Int, after transactions: Int) { failure.withLock { $0 = (transactions, savepoint) } }

    private func nextFailure() -> Int? {
        failure.withLock { failure in
            guard let planned = failure else { return nil }
            failure = planned.transactionsBefore > 0 ? (planned.transactionsBefore - 1, planned.savepoint) : nil
            return failure == nil ? planned.savepoint : nil
        }
    }

    package func snapshot() -> MemoryState { state.withLock { $0 } }

    /// As if the data folder had been copied back: whatever came after `snapshot` is gone.
    package func restore(_ snapshot: MemoryState) {
        writing.withLock { _ in state.withLock { $0 = snapshot } }
    }
}
