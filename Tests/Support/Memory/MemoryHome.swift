package import ClientCore
import Models

/// A home in memory: isolated, with rollback, and quick to copy, so that a simulation can roll homes back and clone them.
package final class MemoryHome: HomeStore {
    /// A copy of it is a snapshot.
    package private(set) var state: MemoryHomeState

    package init(_ state: MemoryHomeState = MemoryHomeState()) { self.state = state }

    package func write<Result>(_ body: (any HomeWriter) throws -> Result) throws -> Result {
        let transaction = MemoryHomeTransaction(state)
        let result = try body(transaction)
        state = transaction.state
        return result
    }

    package func read<Result>(_ body: (any HomeReader) throws -> Result) throws -> Result {
        try body(MemoryHomeTransaction(state))
    }
}
