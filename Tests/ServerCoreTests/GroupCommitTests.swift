import Dispatch
import Models
import ServerCore
import Support
import Synchronization
import Testing
import Wire

@Suite("Committing together")
struct GroupCommitTests {
    private let couple = CoupleID(validated: Bytes(repeating: 1, count: CoupleID.byteCount))

    @Test func `one caller's failure leaves the others' outcomes untouched`() async throws {
        let store = MemoryStore()
        let committer = GroupCommitter(store)
        let results = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 0..<64 {
                group.addTask {
                    do {
                        try await committer.submit(for: couple) { writer in
                            writer.putSecret([UInt8(number)], name: "\(number)")
                            if number % 3 == 0 { throw Problem.of(.badEntry) }
                            return Committed((), touched: .nobody)
                        }
                        return (number, true)
                    } catch { return (number, error as? Problem != .of(.badEntry)) }
                }
            }
            return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
        }
        for number in 0..<64 {
            #expect(results[number] == (number % 3 != 0))
            let stored = try store.read { $0.secret("\(number)") }
            #expect((stored != nil) == (number % 3 != 0))
        }
    }

    @Test func `where the commit fails every caller is told, and the next goes through`() async throws {
        let store = FailingStore()
        let committer = GroupCommitter(store)
        store.failure.withLock { $0 = .full }
        await #expect(throws: Problem.of(.storageFull, retryAfter: 60)) {
            try await committer.submit(for: couple) { Committed($0.putSecret([1], name: "lost"), touched: .nobody) }
        }
        await #expect(throws: Problem.of(.badEntry)) {
            try await committer.submit(for: couple) { _ -> Committed<Void> in throw Problem.of(.badEntry) }
        }
        store.failure.withLock { $0 = nil }
        try await committer.submit(for: couple) { Committed($0.putSecret([2], name: "kept"), touched: .nobody) }
        #expect(try store.read { $0.secret("lost") } == nil)
        #expect(try store.read { $0.secret("kept") } == [2])
    }

    @Test func `where the transaction can't even begin every caller is told why`() async throws {
        let store = FailingStore()
        store.obstacle.withLock { $0 = .unavailable }
        await #expect(throws: Problem.of(.notReady, retryAfter: 5)) {
            try await GroupCommitter(store).submit(for: couple) { Committed($0.putSecret([1], name: "lost"), touched: .nobody) }
        }
    }

    @Test(arguments: [false, true])
    func `a transaction waits for callers that are about to hand in their part, or to fail`(isFailing: Bool) async throws {
        let store = FailingStore()
        let committer = GroupCommitter(store)
        let other = Mutex<Task<Void, any Error>?>(nil)
        let own = await Result {
            try await committer.submit(for: couple) { () throws(Problem) in
                other.withLock {
                    $0 = Task(executorPreference: OwnThread()) {
                        try await committer.submit(for: couple) { Committed($0.putSecret([1], name: "other"), touched: .nobody) }
                    }
                }
                while committer.callersWaiting == 0, store.commits.load(ordering: .relaxed) == 0 {}
                #expect(store.commits.load(ordering: .relaxed) == 0)
                if isFailing { throw Problem.of(.badEntry) }
                return { Committed($0.putSecret([2], name: "own"), touched: .nobody) }
            }
        }
        try await other.withLock { $0 }?.value
        #expect(((try? own.get()) == nil) == isFailing)
        #expect(try store.read { $0.secret("other") } == [1])
        #expect(store.commits.load(ordering: .relaxed) == 1)
    }

    @Test func `a sync that changes nothing never touches the writer`() async throws {
        let store = FailingStore()
        var couple = try await TestServer(store).couple()
        store.failure.withLock { $0 = .failed(code: 1) }
        try await couple.first.pull()
        let record = try couple.first.partner.record(.own, at: couple.now)
        await #expect(throws: Problem.of(.internalError)) { try await couple.first.pull([.record(RecordWrite(record: record))]) }
    }
}

/// A store whose commits fail on demand, or whose transactions do before they begin.
private final class FailingStore: Store {
    let failure = Mutex<StoreError?>(nil)
    let obstacle = Mutex<StoreError?>(nil)
    let commits = Atomic(0)
    private let inner = MemoryStore()

    func read<Value>(_ body: (MemoryTransaction) throws -> Value) throws -> Value { try inner.read(body) }

    func write<Value>(_ body: (MemoryTransaction) throws -> Value) throws -> Value {
        if let obstacle = obstacle.withLock({ $0 }) { throw obstacle }
        return try inner.write { writer in
            let value = try body(writer)
            if let failure = failure.withLock({ $0 }) { throw failure }
            commits.add(1, ordering: .relaxed)
            return value
        }
    }
}

/// A thread apart from the pool, so that a task makes progress while a test blocks one of the pool's threads.
private final class OwnThread: TaskExecutor {
    private let queue = DispatchQueue(label: "own thread")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
