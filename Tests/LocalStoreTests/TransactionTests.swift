import ClientCore
import Foundation
import LocalStore
import Models
import Support
import Synchronization
import Testing

@Suite("Transactions of a home")
struct TransactionTests {
    private struct Interruption: Error {}
    private let folder: ScratchFolder
    private let home: SQLiteHome

    init() throws {
        folder = try ScratchFolder()
        home = try SQLiteHome(path: folder.path("home.sqlite"))
    }

    @Test func `of a transaction that throws nothing is left`() throws {
        let before = try home.read { try HomeContents(of: $0) }
        #expect(throws: Interruption.self) {
            try home.write { transaction in
                try HomeContents.sample().write(to: transaction)
                throw Interruption()
            }
        }
        #expect(try home.read { try HomeContents(of: $0) } == before)
    }

    @Test func `what is written is there for whoever opens the file next`() throws {
        let contents = try HomeContents.sample()
        try home.write { try contents.write(to: $0) }
        let again = try SQLiteHome(path: folder.path("home.sqlite"))
        #expect(try again.read { try HomeContents(of: $0) } == contents)
    }

    @Test func `of a log the entry is removed that is named, and no other`() throws {
        let (first, second) = (HomeSamples.entry(20), HomeSamples.entry(21))
        try home.write { transaction in
            for partner in [HomeSamples.me, HomeSamples.id(9)] {
                for entry in [first, second] { try transaction.add(entry, of: partner) }
            }
            try transaction.remove(first.hash, of: HomeSamples.me)
        }
        #expect(try home.read { try $0.entries(of: HomeSamples.me) } == [second])
        #expect(try home.read { try $0.entries(of: HomeSamples.id(9)) } == [first, second])
        try home.write { try $0.add(first, of: HomeSamples.me) }
        #expect(try home.read { try $0.entries(of: HomeSamples.me) } == [second, first])
    }

    @Test func `a snapshot that is taken for a writer throws and changes nothing`() throws {
        #expect(throws: HomeStoreError.self) { try home.read { try ($0 as? any HomeWriter)?.setValue([1], for: "a") } }
        #expect(try home.read { try $0.value("a") } == nil)
    }

    @Test func `a transaction that is kept is of no use afterwards`() throws {
        let kept = try home.write { $0 }
        #expect(throws: HomeStoreError.transactionEnded) { try kept.value("a") }
        #expect(throws: HomeStoreError.transactionEnded) { try kept.setValue([1], for: "a") }
    }

    @Test func `two commands at once wait for each other, and none writes over what it has not seen`() async throws {
        let path = folder.path("home.sqlite")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    let home = try SQLiteHome(path: path)
                    for _ in 0..<50 {
                        try home.write { transaction in
                            let count = try transaction.value("count")?.first ?? 0
                            try transaction.setValue([count + 1], for: "count")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try home.read { try $0.value("count") } == [100])
    }

    @Test func `a reader sees the state before a write that goes on, without waiting`() throws {
        let reader = try SQLiteHome(path: folder.path("home.sqlite"), patience: 0)
        try home.write { transaction throws in
            try transaction.setValue([1], for: "a")
            #expect(try reader.read { try $0.value("a") } == nil)
        }
        #expect(try reader.read { try $0.value("a") } == [1])
    }

    @Test func `a writer that runs out of patience is told that the home is locked`() throws {
        let impatient = try SQLiteHome(path: folder.path("home.sqlite"), patience: 0)
        try home.write { (_) throws -> Void in
            #expect(throws: HomeStoreError.locked) { try impatient.write { try $0.setValue([1], for: "a") } }
        }
    }

    @Test func `commands that find no home make one together`() throws {
        let failures = Mutex<[String]>([])
        let done = DispatchGroup()
        for number in 0..<40 {
            // Dedicated threads, because the tests' pool may be exhausted.
            done.enter()
            let path = folder.path("new\(number / 4)/home.sqlite")
            Thread {
                defer { done.leave() }
                do {
                    try SQLiteHome(path: path).write { try $0.setValue([1], for: "\(number)") }
                } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }.start()
        }
        done.wait()
        #expect(failures.withLock { $0 } == [])
        for number in 0..<40 {
            let home = try SQLiteHome(path: folder.path("new\(number / 4)/home.sqlite"))
            #expect(try home.read { try $0.value("\(number)") } == [1])
        }
    }
}
