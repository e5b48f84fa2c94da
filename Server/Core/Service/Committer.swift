package import Models
package import Wire

/// Runs callers' parts in transactions, several callers' together where that saves waiting.
package protocol Committer<Writer>: Sendable {
    associatedtype Writer: StoreWriter

    /// A caller's part of a transaction.
    typealias Body<Value: Sendable> = @Sendable (Writer) throws -> Committed<Value>

    /// Runs a part, which writes for `couple`, in a transaction, possibly together with other callers' parts. No caller gets a reply
    /// before the commit is durable.
    ///
    /// - Parameter prepare: makes the part. Other callers' transactions may wait for it, so this must be quick.
    /// - Throws: what `prepare` or the part throws, as a `Problem`, or why the transaction failed.
    func submit<Value: Sendable>(for couple: CoupleID, preparing prepare: () throws(Problem) -> Body<Value>)
        async throws(Problem) -> Value

    /// The number of callers waiting for the next transaction.
    var callersWaiting: Int { get }
}

extension Committer {
    /// - Throws: what `body` throws, as a `Problem`, or why the transaction failed.
    package func submit<Value: Sendable>(for couple: CoupleID, _ body: @escaping Body<Value>) async throws(Problem) -> Value {
        try await submit(for: couple) { () throws(Problem) in body }
    }
}
