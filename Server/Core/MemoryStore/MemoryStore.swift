import Synchronization

/// A store in memory, for tests and simulations. Isolated and undone like any other; durable as long as the process.
package final class MemoryStore: Store {
    private let state: Mutex<MemoryState>
    /// Held by the one writer; readers never wait for it.
    private let writing = Mutex(())

    package init(_ state: MemoryState = MemoryState()) { self.state = Mutex(state) }

    package func read<Value>(_ body: (MemoryTransaction) throws -> Value) throws -> Value {
        try body(MemoryTransaction(snapshot()))
    }

    package func write<Value>(_ body: (MemoryTransaction) throws -> Value) throws -> Value {
        try writing.withLock { _ in
            let transaction = MemoryTransaction(snapshot())
            let value = try body(transaction)
            let result = transaction.state
            state.withLock { $0 = result }
            return value
        }
    }

    package func snapshot() -> MemoryState { state.withLock { $0 } }

    /// As if the data folder had been copied back: whatever came after `snapshot` is gone.
    package func restore(_ snapshot: MemoryState) {
        writing.withLock { _ in state.withLock { $0 = snapshot } }
    }
}
