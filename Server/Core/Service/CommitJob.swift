import Wire

/// One caller's part of a transaction of many.
///
/// Handed from the caller to the writer's thread, which alone uses it from then on.
protocol CommitJob<Writer>: Sendable {
    associatedtype Writer: StoreWriter

    func run(in writer: Writer)

    /// - Parameter problem: why the transaction as a whole failed, if it did.
    func finish(problem: Problem?)
}
