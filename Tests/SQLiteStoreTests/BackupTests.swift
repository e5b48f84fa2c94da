import Foundation
import GRDB
import Models
import SQLiteStore
import ServerCore
import Support
import Testing
import Wire

@Suite("Backup, restore and check")
struct BackupTests {
    private let folder: TemporaryFolder
    private let random = SeededRandom(seed: 11)
    private var data: String { folder.path + "/data" }
    private var backup: String { folder.path + "/backup.sqlite" }

    init() throws { folder = try TemporaryFolder() }

    @Test func `a backup is whole while the server writes, and its owner's alone`() async throws {
        let store = try SQLiteStore(folder: data)
        let server = try TestServer(store)
        let couple = try await server.couple()
        try await withThrowingTaskGroup(of: Void.self) { group in
            let client = couple.first
            group.addTask {
                var client = client
                for count in 0..<60 {
                    try await client.pull([
                        .record(RecordWrite(record: client.partner.record(.shared, at: TestClock.start, counter: UInt32(count))))
                    ])
                }
            }
            group.addTask { for _ in 0..<5 { try SQLiteStore.backup(folder: data, to: backup) } }
            try await group.waitForAll()
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: backup)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(!FileManager.default.fileExists(atPath: backup + ".unfinished"))
        #expect(try SQLiteStore.check(folder: data).isEmpty)
        let other = folder.path + "/other"
        try SQLiteStore.restore(folder: other, from: backup) { random.bytes($0) }
        #expect(try SQLiteStore.check(folder: other).isEmpty)
        try store.close()
    }

    @Test func `restoring begins a new history, and every client offers again what came later`() async throws {
        var store: SQLiteStore? = try SQLiteStore(folder: data)
        var couple = try await TestServer(#require(store)).couple()
        let before = try couple.first.partner.record(.shared, at: TestClock.start)
        try await couple.first.pull([.record(RecordWrite(record: before))])
        try SQLiteStore.backup(folder: data, to: backup)
        let after = try couple.first.partner.record(.shared, at: TestClock.start, counter: 1)
        try await couple.first.pull([.record(RecordWrite(record: after))])
        let clients = (couple.first, couple.second)
        try store?.close()
        store = nil

        // The clients here still hold the stopped server, so another folder stands in for the same computer.
        let restored = folder.path + "/restored"
        try SQLiteStore.restore(folder: restored, from: backup) { random.bytes($0) }
        #expect(try SQLiteStore.check(folder: restored).isEmpty)
        let again = try SQLiteStore(folder: restored)
        let server = try TestServer(again, seed: 77)
        await #expect(throws: Problem.of(.tokenUnknown)) {
            try await server.exchange.sync(clients.0.request([]), token: clients.0.token)
        }
        var first = try await server.client(clients.0.partner)
        (first.cursor, first.furthest) = (clients.0.cursor, clients.0.furthest)
        await #expect(throws: Problem.of(.historyChanged)) { try await first.pull() }
        first.forgetHistory()
        #expect(try await first.pull([.record(RecordWrite(record: after, offered: true))]).outcomes == [.applied])
        var second = try await server.client(clients.1.partner)
        try await second.pull()
        #expect(second.records[before.header.id] != nil && second.records[after.header.id] != nil)
        try again.close()
    }

    @Test func `restoring what is no backup changes nothing`() async throws {
        do {
            let store = try SQLiteStore(folder: data)
            try store.write { try $0.putSecret([9], name: "kept") }
            try store.close()
        }
        let empty = folder.path + "/empty"
        try Data().write(to: URL(filePath: empty))
        let text = folder.path + "/text"
        try Data(String(repeating: "no database ", count: 100).utf8).write(to: URL(filePath: text))
        for (file, error) in [(empty, StoreError.corrupt), (text, .corrupt), (folder.path + "/none", .absent)] {
            #expect(throws: error) { try SQLiteStore.restore(folder: data, from: file) { random.bytes($0) } }
        }
        let store = try SQLiteStore(folder: data)
        #expect(try store.read { try $0.secret("kept") } == [9])
        try store.close()
    }

    @Test func `restoring takes the place of a database with a journal of its own`() async throws {
        do {
            let store = try SQLiteStore(folder: data)
            try store.write { try $0.putSecret([1], name: "value") }
            try SQLiteStore.backup(folder: data, to: backup)
            try store.write { try $0.putSecret([2], name: "value") }
            try store.close()
        }
        try SQLiteStore.restore(folder: data, from: backup) { random.bytes($0) }
        let store = try SQLiteStore(folder: data)
        #expect(try store.read { try $0.secret("value") } == [1])
        try store.close()
    }

    @Test(arguments: [
        (CheckFinding.Kind.feedHead, "UPDATE couples SET inviter_head = inviter_head - 1"),
        (.feedHead, "UPDATE couples SET joiner_point = zeroblob(12)"), (.feedHead, "DELETE FROM points WHERE first = 1"),
        (.feedSubject, "DELETE FROM feed WHERE kind = 5"),
        (.feedSubject, "DELETE FROM records WHERE scope = 2"),
        (.frozenRound, "UPDATE records SET phase = 1 WHERE scope = 0 AND phase = 2"),
        (.revealedRound, "UPDATE records SET opening_signature = NULL WHERE phase = 2 AND scope = 1"),
        (.log, "DELETE FROM entries WHERE side = 1"),
        (.foreignKey, "DELETE FROM couples"),
    ])
    func `a check finds what cannot be`(_ kind: CheckFinding.Kind, _ damage: String) async throws {
        do {
            let store = try SQLiteStore(folder: data)
            var couple = try await TestServer(store).couple()
            let round = couple.round()
            try await couple.first.pull([
                couple.first.partner.seal(round, at: couple.now),
                .record(RecordWrite(record: couple.first.partner.record(.shared, at: couple.now))),
            ])
            try await couple.second.pull([couple.second.partner.seal(round, at: couple.now)])
            try store.close()
        }
        #expect(try SQLiteStore.check(folder: data).isEmpty)
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: data + "/twofold.sqlite", configuration: configuration)
        try await queue.write { try $0.execute(sql: damage) }
        try queue.close()
        #expect(try SQLiteStore.check(folder: data).contains { $0.kind == kind })
    }
}
