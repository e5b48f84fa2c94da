import Foundation
import GRDB
import Models
import SQLiteStore
import ServerCore
import Support
import Testing
import Wire

@Suite("A data folder")
struct FolderTests {
    private let folder: TemporaryFolder
    private var data: String { folder.path + "/data" }
    private var database: String { data + "/twofold.sqlite" }

    init() throws { folder = try TemporaryFolder() }

    @Test func `is synced at every commit, in WAL mode, with foreign keys`() throws {
        let store = try SQLiteStore(folder: data)
        for _ in 0..<2 {
            try store.write { try $0.putSecret([1], name: "a") }
            let settings = try store.writerSettings()
            #expect(settings == WriterSettings(synchronous: 2, journalMode: "wal", foreignKeys: true))
        }
        try store.close()
    }

    @Test func `is its owner's alone`() throws {
        let store = try SQLiteStore(folder: data)
        try store.write { try $0.putSecret([1], name: "a") }
        #expect(try mode(data) == 0o700)
        let files = try FileManager.default.contentsOfDirectory(atPath: data)
        #expect(Set(files).isSuperset(of: ["lock", "twofold.sqlite", "twofold.sqlite-wal"]))
        for file in files {
            let mode = try mode(data + "/" + file)
            #expect(mode == 0o600)
        }
        try store.close()
    }

    @Test func `is served by one process at a time`() throws {
        let store = try SQLiteStore(folder: data)
        #expect(throws: StoreError.inUse) { try SQLiteStore(folder: data) }
        #expect(throws: StoreError.inUse) {
            try SQLiteStore.restore(folder: data, from: data + "/x") { Bytes(repeating: 0, count: $0) }
        }
        try store.close()
        try SQLiteStore(folder: data).close()
    }

    @Test func `may be closed twice`() throws {
        let store = try SQLiteStore(folder: data)
        try store.close()
        try store.close()
    }

    @Test func `keeps what was written`() throws {
        try reopened { try $0.write { try $0.putSecret([1], name: "a") } }
        try reopened { store in
            let value = try store.read { try $0.secret("a") }
            #expect(value == [1])
        }
    }

    @Test func `of a newer version is refused`() throws {
        try reopened { _ in }
        let queue = try DatabaseQueue(path: database)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('2000')") }
        try queue.close()
        #expect(throws: StoreError.newer) { try SQLiteStore(folder: data) }
        #expect(throws: StoreError.newer) { try SQLiteStore.check(folder: data) }
    }

    @Test func `that is damaged is refused`() throws {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: false)
        try Data("this is no database, whatever its name says, and it is long enough to be sure".utf8).write(
            to: URL(filePath: database))
        #expect(throws: StoreError.corrupt) { try SQLiteStore(folder: data) }
    }

    @Test func `that cannot be made is refused`() throws {
        #expect(throws: StoreError.inaccessible) { try SQLiteStore(folder: folder.path + "/no/such") }
    }

    @Test(arguments: ["twofold.sqlite", "lock", "copy"])
    func `takes no backup among the files of its own, by whatever way`(name: String) throws {
        try SQLiteStore(folder: data).close()
        let before = try Data(contentsOf: URL(filePath: data + "/twofold.sqlite"))
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/way", withDestinationPath: data)
        for way in [data, data + "/../" + (data.split(separator: "/").last ?? ""), folder.path + "/way"] {
            #expect(throws: StoreError.targetIsOwn) { try SQLiteStore.backup(folder: data, to: way + "/" + name) }
        }
        #expect(try Data(contentsOf: URL(filePath: data + "/twofold.sqlite")) == before)
        try FileManager.default.createDirectory(atPath: data + "/copies", withIntermediateDirectories: false)
        try SQLiteStore.backup(folder: data, to: data + "/copies/" + name)
    }

    @Test func `of which there is none is no damage`() throws {
        #expect(throws: StoreError.absent) { try SQLiteStore.check(folder: data) }
        #expect(throws: StoreError.absent) { try SQLiteStore.stats(folder: data) }
        #expect(throws: StoreError.absent) { try SQLiteStore.backup(folder: data, to: folder.path + "/copy") }
        try SQLiteStore(folder: data).close()
        #expect(throws: StoreError.targetInaccessible) { try SQLiteStore.backup(folder: data, to: folder.path + "/no/copy") }
    }

    @Test(
        arguments: [
            (13, .full), (4874, .full), (11, .corrupt), (267, .corrupt), (26, .corrupt), (8, .readOnly), (1032, .readOnly),
            (5, .busy),
            (6, .busy), (14, .inaccessible), (778, .failed(code: 778)),
        ] as [(Int32, StoreError)])
    func `errors of SQLite say what to do`(code: Int32, error: StoreError) {
        #expect(StoreError(sqliteCode: code) == error)
    }

    @Test func `whose upgrade fails half-way is as it was, and the next start finishes it`() throws {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: false)
        let queue = try DatabaseQueue(path: database)
        // Something blocks a table that is created late.
        try queue.write { try $0.execute(sql: "CREATE TABLE boxes (other TEXT); INSERT INTO boxes VALUES ('kept')") }
        #expect(throws: StoreError.self) { try SQLiteStore(folder: data) }
        try queue.write { database in
            #expect(try !database.tableExists("couples"))
            #expect(try String.fetchOne(database, sql: "SELECT other FROM boxes") == "kept")
            try database.execute(sql: "DROP TABLE boxes")
        }
        try queue.close()
        try reopened { try $0.write { try $0.putSecret([1], name: "a") } }
        #expect(try SQLiteStore.check(folder: data).isEmpty)
    }

    @Test func `errors name no value that was bound`() throws {
        let store = try SQLiteStore(folder: data)
        let secret = "words that must not be seen"
        let error = #expect(throws: StoreError.self) {
            try store.write { writer in
                try writer.put(
                    BoxRow(
                        locator: Locator(validated: Bytes(repeating: 1, count: 32)),
                        couple: CoupleID(validated: Bytes(repeating: 2, count: 32)),
                        side: .inviter, kind: .invitation, device: nil, box: Blob(Array(secret.utf8)), expires: nil))
            }
        }
        #expect(!String(reflecting: error).contains("words"))
        try store.close()
    }

    private func reopened(_ body: (SQLiteStore) throws -> Void) throws {
        let store = try SQLiteStore(folder: data)
        try body(store)
        try store.close()
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
