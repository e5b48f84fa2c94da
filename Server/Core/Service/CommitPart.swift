import Synchronization
import Wire

/// A `CommitJob` that produces a value.
final class CommitPart<Writer: StoreWriter, Value: Sendable>: CommitJob {
    private let body: @Sendable (Writer) throws -> Value
    private let reply: @Sendable (Result<Value, Problem>) -> Void
    private let result = Mutex<Result<Value, Problem>>(.failure(.of(.internalError)))

    init(body: @escaping @Sendable (Writer) throws -> Value, reply: @escaping @Sendable (Result<Value, Problem>) -> Void) {
        self.body = body
        self.reply = reply
    }

    func run(in writer: Writer) {
        let outcome: Result<Value, Problem>
        do {
            outcome = .success(try writer.savepoint { try body(writer) })
        } catch {
            outcome = .failure(Problem(store: error))
        }
        result.withLock { $0 = outcome }
    }

    func finish(problem: Problem?) {
        if let problem {
            // If this caller's own part was rejected, that result stands, whether or not the other parts were committed.
            if case .failure = result.withLock({ $0 }) { return reply(result.withLock { $0 }) }
            return reply(.failure(problem))
        }
        reply(result.withLock { $0 })
    }
}
