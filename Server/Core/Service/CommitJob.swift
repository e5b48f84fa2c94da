import Wire

/// One caller's part of a shared transaction.
///
/// The caller hands it to the writer's thread, which is then the only one to use it.
protocol CommitJob<Writer>: Sendable {
    associatedtype Writer: StoreWriter

    func run(in writer: Writer)

    /// Whom this part touches, once it has run.
    var touched: Touched { get }

    /// - Parameter problem: why the transaction as a whole failed, or `nil`.
    func finish(problem: Problem?)
}
