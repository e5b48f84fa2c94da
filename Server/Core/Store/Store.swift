/// The server's storage, with synchronous, domain-named operations.
///
/// **Isolation.** Transactions are serializable: write transactions run one at a time, and a read sees one snapshot regardless of
/// concurrent writes. A read never waits for a writer.
/// **Durability.** When `write` returns, its changes are on disk and survive a power failure.
/// **Rollback.** If the body of `write` throws or the commit fails, none of its changes take effect.
///
/// Every error is a `StoreError`, except for errors that a body throws itself. No error contains a stored or bound value.
package protocol Store: Sendable {
    associatedtype Reader: StoreReader
    associatedtype Writer: StoreWriter

    /// - Parameter body: must not let the reader escape.
    /// - Throws: `StoreError`, or what `body` throws.
    func read<Value>(_ body: (Reader) throws -> Value) throws -> Value

    /// - Parameter body: must not let the writer escape, nor call `read` or `write` of the same store.
    /// - Throws: `StoreError`, or what `body` throws. Nothing is then written.
    func write<Value>(_ body: (Writer) throws -> Value) throws -> Value
}
