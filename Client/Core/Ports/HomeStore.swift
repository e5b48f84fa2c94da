/// Stores one home. The LocalStore target implements it over SQLite.
///
/// A store sees ciphertext only: every `Blob` in a row was encrypted under the store key before it got here, or is public. Two
/// commands may have the same home open: a transaction waits for the other's, then sees everything it did.
package protocol HomeStore {
    /// Reads a snapshot: nothing changes during `body`.
    ///
    /// - Throws: what the store throws, and what `body` throws.
    func read<Result>(_ body: (any HomeReader) throws -> Result) throws -> Result

    /// Runs a serializable transaction that is durable once this returns. If `body` or the commit throws, nothing is changed.
    ///
    /// - Throws: what the store throws, and what `body` throws.
    func write<Result>(_ body: (any HomeWriter) throws -> Result) throws -> Result
}
