package import Models
package import Wire

/// Runs callers' parts in transactions, several callers' together where that saves waiting.
package protocol Committer<Writer>: Sendable {
    associatedtype Writer: StoreWriter

    /// Runs `body`, which writes for `couple`, in a transaction, possibly together with other callers' parts. No caller gets a reply
    /// before the commit is durable.
    ///
    /// - Throws: what `body` throws, as a `Problem`, or why the transaction failed.
    func submit<Value: Sendable>(
        for couple: CoupleID, _ body: @escaping @Sendable (Writer) throws -> Committed<Value>
    ) async throws(Problem) -> Value

    /// The number of callers waiting for the next transaction.
    var callersWaiting: Int { get }
}
