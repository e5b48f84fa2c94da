import Synchronization
import Wire

/// A `CommitJob` that produces a value.
final class CommitPart<Writer: StoreWriter, Value: Sendable>: CommitJob {
    private let body: @Sendable (Writer) throws -> Committed<Value>
    private let reply: @Sendable (Result<Value, Problem>) -> Void
    /// `nil` until it has run: the transaction may fail before that.
    private let result = Mutex<Result<Committed<Value>, Problem>?>(nil)

    init(
        body: @escaping @Sendable (Writer) throws -> Committed<Value>, reply: @escaping @Sendable (Result<Value, Problem>) -> Void
    ) {
        self.body = body
        self.reply = reply
    }

    func run(in writer: Writer) {
        let outcome: Result<Committed<Value>, Problem>
        do {
            outcome = .success(try writer.savepoint { try body(writer) })
        } catch {
            outcome = .failure(Problem(store: error))
        }
        result.withLock { $0 = outcome }
    }

    var touched: Touched { (try? result.withLock { $0 }?.get().touched) ?? .nobody }

    func finish(problem: Problem?) {
        let own = (result.withLock { $0 } ?? .failure(problem ?? .of(.internalError))).map(\.value)
        // If this caller's own part was rejected, that result stands, whether or not the other parts were committed.
        if let problem, case .success = own { return reply(.failure(problem)) }
        reply(own)
    }
}
