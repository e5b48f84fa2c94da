/// Where one home keeps what it knows. Implemented over SQLite by the LocalStore target.
///
/// It is handed ciphertext only: every `Blob` in a row was encrypted under the store key before it came here, or is public.
/// Two commands may have the same home open: a transaction waits for the other's, then sees all that it did.
package protocol HomeStore {
    /// Serializable, and durable once it returns. Where `body` or the commit throws, nothing of it happened.
    func write<Result>(_ body: (any HomeTransaction) throws -> Result) throws -> Result

    /// A snapshot: nothing changes underneath it. Writing inside it throws.
    func read<Result>(_ body: (any HomeTransaction) throws -> Result) throws -> Result
}
