import ClientCore
import Foundation
import GRDB
import LocalStore
import Models
import Support
import Testing

@Suite("A home's files")
struct FileTests {
    private let folder: ScratchFolder
    private var path: String { folder.path("home/home.sqlite") }

    init() throws { folder = try ScratchFolder() }

    @Test func `folder, file and log are for their owner alone`() throws {
        let home = try SQLiteHome(path: path)
        try home.write { try $0.setValue([1], for: "a") }
        #expect(try folder.mode("home") == 0o700)
        for name in ["home.sqlite", "home.sqlite-wal", "home.sqlite-shm"] { #expect(try folder.mode("home/" + name) == 0o600) }
    }

    @Test func `a file that others could read is taken from them`() throws {
        _ = try SQLiteHome(path: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let home = try SQLiteHome(path: path)
        try home.write { try $0.setValue([1], for: "a") }
        #expect(try folder.mode("home/home.sqlite") == 0o600)
        #expect(try folder.mode("home/home.sqlite-wal") == 0o600)
    }

    @Test func `a log that could only be read can be written again once the file can`() throws {
        let first = try SQLiteHome(path: path)
        try first.write { try $0.setValue([1], for: "a") }
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path + "-shm")
        try SQLiteHome(path: path).write { try $0.setValue([2], for: "a") }
        #expect(try folder.mode("home/home.sqlite-shm") == 0o600)
    }

    @Test func `a commit is on the disk before it is acknowledged`() throws {
        let fresh = try SQLiteHome(path: path).diagnose()
        let reopened = try SQLiteHome(path: path).diagnose()
        for diagnosis in [fresh, reopened] {
            #expect(diagnosis.synchronous == 2)
            #expect(diagnosis.journalMode == "wal")
            #expect(diagnosis.enforcesForeignKeys)
            #expect(diagnosis.damage.isEmpty)
        }
    }

    @Test func `opening a file that is up to date writes nothing`() throws {
        try SQLiteHome(path: path).write { try $0.setValue([1], for: "a") }
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let home = try SQLiteHome(path: path)
        #expect(try home.read { try $0.value("a") } == [1])
        let log = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? NSNumber
        #expect(log?.intValue == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func `a file that is no database is refused and left alone`() throws {
        let other = Data("These are somebody's notes, and long enough to be taken for a header. ".utf8) + Data(count: 4096)
        try other.write(to: URL(fileURLWithPath: folder.path("notes")))
        #expect(throws: HomeStoreError.corrupt) { try SQLiteHome(path: folder.path("notes")) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path("notes"))) == other)
    }

    @Test func `a file of a newer version is refused and left alone`() throws {
        _ = try SQLiteHome(path: path)
        try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 1000") }
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: HomeStoreError.newerVersion(found: 1000, known: 4)) { try SQLiteHome(path: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func `a home whose folder cannot be made says so`() throws {
        try Data().write(to: URL(fileURLWithPath: folder.path("file")))
        #expect(throws: HomeStoreError.cannotOpen(code: ENOTDIR)) { try SQLiteHome(path: folder.path("file/home.sqlite")) }
        #expect(throws: HomeStoreError.cannotOpen(code: ENOENT)) { try SQLiteHome(path: folder.path("a/b/home.sqlite")) }
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func `a folder that may only be read is read, and named as the reason why nothing is written`() throws {
        try SQLiteHome(path: path).write { try $0.setValue([1], for: "a") }
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path("home"))
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path("home")) }
        let home = try SQLiteHome(path: path)
        #expect(try home.read { try $0.value("a") } == [1])
        #expect(throws: HomeStoreError.readOnly) { try home.write { try $0.setValue([2], for: "a") } }
        #expect(throws: HomeStoreError.readOnly) { try SQLiteHome(path: folder.path("home/other.sqlite")) }
    }

    @Test func `a row that does not hold what it should is named, and nothing of it told`() throws {
        let home = try SQLiteHome(path: path)
        let held = HomeSamples.own(30)
        try home.write { transaction in
            try transaction.put(held)
            try transaction.append(HomeSamples.outboxEntry())
        }
        try DatabaseQueue(path: path).write { db in
            try db.execute(sql: "UPDATE record SET held = CAST('my secret words' AS BLOB)")
            try db.execute(sql: "UPDATE outbox SET write = x'6d7920736563726574'")
        }
        #expect(throws: HomeStoreError.unreadable(table: "record", key: held.header.id.description)) {
            try home.read { try $0.record(held.header.id) }
        }
        #expect(throws: HomeStoreError.unreadable(table: "outbox", key: "1")) { try home.read { try $0.outbox() } }
    }

    @Test(
        arguments: [
            (8, .readOnly), (1032, .readOnly), (13, .full), (11, .corrupt), (267, .corrupt), (26, .corrupt), (5, .locked),
            (261, .locked), (6, .locked), (3, .notPermitted), (14, .cannotOpen(code: 0)), (778, .failed(code: 778)), (4874, .full),
        ] as [(Int32, HomeStoreError)])
    func `an error of SQLite becomes one that says what to do`(code: Int32, error: HomeStoreError) {
        #expect(HomeStoreError(sqliteCode: code) == error)
    }
}
