import Foundation
import Models
import SQLiteStore
import ServerCore
import Support
import Synchronization
import Testing
import Wire

@Suite("Many threads on one SQLite store")
struct ConcurrencyTests {
    @Test func `transactions are serializable: no increment is lost, no half of a write is seen`() throws {
        let store = try TemporarySQLiteStore()
        try store.write { try $0.putSecret([0, 0], name: "left") }
        try store.write { try $0.putSecret([0, 0], name: "right") }
        let failures = Mutex(0)
        @Sendable func count(_ octets: Bytes?) -> Int { (octets ?? []).reduce(0) { $0 << 8 | Int($1) } }
        DispatchQueue.concurrentPerform(iterations: 8) { worker in
            do {
                for _ in 0..<50 {
                    if worker % 2 == 0 {
                        try store.write { writer in
                            let next = count(try writer.secret("left")) + 1
                            try writer.putSecret([UInt8(next >> 8), UInt8(next & 255)], name: "left")
                            try writer.putSecret([UInt8(next >> 8), UInt8(next & 255)], name: "right")
                        }
                    } else {
                        let same = try store.read { try $0.secret("left") == $0.secret("right") }
                        if !same { failures.withLock { $0 += 1 } }
                    }
                }
            } catch { failures.withLock { $0 += 1 } }
        }
        #expect(failures.withLock { $0 } == 0)
        #expect(count(try store.read { try $0.secret("left") }) == 200)
    }

    @Test func `many couples at once all come to rest with everything revealed`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(folder: folder.path + "/data")
        let server = try TestServer(store)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for seed in 0..<12 {
                group.addTask {
                    let couple = try await server.couple(CouplePlan(seed: UInt64(seed) + 200))
                    for _ in 0..<4 {
                        let round = couple.round()
                        let (mine, theirs) = try (
                            couple.first.partner.seal(round, at: couple.now), couple.second.partner.seal(round, at: couple.now)
                        )
                        async let one = couple.first.pulled([mine])
                        async let two = couple.second.pulled([theirs])
                        for var client in try await [one, two] {
                            try await client.pull()
                            for author in [couple.first.partner.id, couple.second.partner.id] {
                                #expect(client.belief(of: round, by: author)?.phase == .revealed)
                            }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try SQLiteStore.check(folder: folder.path + "/data").isEmpty)
        try store.close()
    }
}
