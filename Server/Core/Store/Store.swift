package import Models

/// The server's storage, with synchronous, domain-named operations.
///
/// **Isolation.** Transactions are serializable: those that write for one couple run one at a time, one from `write` runs alone, and a
/// read sees one snapshot regardless of concurrent writes. A read never waits for a writer.
/// **Durability.** When `write` returns, its changes are on disk and survive a power failure.
/// **Rollback.** If the body of `write` throws or the commit fails, none of its changes take effect. After `outcomeUnknown`, all of them or
/// none have.
///
/// Every error is a `StoreError`, except for errors that a body throws itself. No error contains a stored or bound value.
package protocol Store: Sendable {
    associatedtype Reader: StoreReader
    associatedtype Writer: StoreWriter

    /// - Parameter body: must not let the reader escape.
    /// - Throws: `StoreError`, or what `body` throws.
    func read<Value>(_ body: (Reader) throws -> Value) throws -> Value

    /// The same, for callers whose thread mustn't wait for anything but a processor or a disk.
    func reading<Value: Sendable>(_ body: @escaping @Sendable (Reader) throws -> Value) async throws -> Value

    /// - Parameter body: must not let the writer escape, nor call `read` or `write` of the same store.
    /// - Throws: `StoreError`, or what `body` throws. Nothing is then written.
    func write<Value>(_ body: (Writer) throws -> Value) throws -> Value

    /// The same, for a body that writes for one couple only.
    ///
    /// - Throws: also `busy` if `body` writes for another couple.
    func write<Value>(for couple: CoupleID, _ body: (Writer) throws -> Value) throws -> Value

    /// How many transactions for different couples can run at once. If it's 1, they're best put into one.
    var writers: Int { get }

    /// What other processes that use the same data have to do with this one. `nil` if there can be none.
    var sharing: (any StoreSharing)? { get }
}

extension Store {
    package func reading<Value: Sendable>(_ body: @escaping @Sendable (Reader) throws -> Value) async throws -> Value {
        try read(body)
    }

    package func write<Value>(for couple: CoupleID, _ body: (Writer) throws -> Value) throws -> Value { try write(body) }

    package var writers: Int { 1 }

    package var sharing: (any StoreSharing)? { nil }
}

/// Several servers on one store: each keeps in memory what the others' transactions can outdate.
package protocol StoreSharing: Sendable {
    /// How long what a server keeps in memory may be used, even if it hears nothing from the others.
    var staleness: Duration { get }

    /// Tells the other servers whom a committed transaction has touched.
    ///
    /// - Parameter done: called once they will hear of it, if they can be reached at all. It must not block.
    func announce(_ touched: Touched, done: @escaping @Sendable () -> Void)

    /// - Parameter heard: called with whom other servers' transactions have touched; with `nil` if some of it may have been missed.
    func listen(_ heard: @escaping @Sendable (Touched?) -> Void)
}
