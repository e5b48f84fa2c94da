/// Where the server keeps everything, behind synchronous, domain-named operations.
///
/// **Isolation.** Transactions are serializable: writers run one after the other, and a read sees one snapshot, whatever is written
/// meanwhile. A read never waits for a writer.
/// **Durability.** When `write` returns, what it wrote is on disk and survives a loss of power.
/// **Rollback.** When the body of `write` throws, or committing fails, nothing of it has happened.
///
/// Every error that leaves is a `StoreError`, but for what a body throws by itself. None carries a stored or bound value.
package protocol Store: Sendable {
    associatedtype Reader: StoreReader
    associatedtype Writer: StoreWriter

    /// - Parameter body: must not let the reader escape.
    func read<Value>(_ body: (Reader) throws -> Value) throws -> Value

    /// - Parameter body: must not let the writer escape, nor call `read` or `write` of the same store.
    func write<Value>(_ body: (Writer) throws -> Value) throws -> Value
}
