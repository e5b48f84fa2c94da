/// Where one home keeps what it knows. The LocalStore target implements it over SQLite.
///
/// A store sees ciphertext only: every `Blob` in a row was encrypted under the store key before it came here, or is public.
/// Two commands may have the same home open: a transaction waits for the other's, then sees all that it did.
package protocol HomeStore {
    /// A snapshot: nothing changes underneath it.
    ///
    /// - Throws: what the store throws, and what `body` throws.
    func read<Result>(_ body: (any HomeReader) throws -> Result) throws -> Result

    /// Serializable, and durable once it returns. If `body` or the commit throws, nothing of it happened.
    ///
    /// - Throws: what the store throws, and what `body` throws.
    func write<Result>(_ body: (any HomeWriter) throws -> Result) throws -> Result
}
