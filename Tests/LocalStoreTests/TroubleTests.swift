import ClientCore
import Foundation
import GRDB
import LocalStore
import Models
import Support
import Synchronization
import Testing

@Suite("A home in trouble says which, and loses nothing")
struct TroubleTests {
    private let folder: ScratchFolder
    private var path: String { folder.path("home/home.sqlite") }
    private var file: URL { URL(fileURLWithPath: path) }

    init() throws { folder = try ScratchFolder() }

    // MARK: Damage
    enum Damage: CaseIterable {
        case truncated, header, pages

        func strike(_ data: Data) -> Data {
            var data = data
            switch self {
            case .truncated: data = data.prefix(data.count / 2 + 100)
            case .header: data.replaceSubrange(0..<16, with: Data("garbage garbage ".utf8))
            case .pages:
                for page in stride(from: 4096, to: data.count, by: 4096) {
                    data.replaceSubrange(page..<page + 8, with: Data(count: 8))
                }
            }
            return data
        }
    }

    @Test(arguments: Damage.allCases) func `a damaged file is called so, and left as it is`(damage: Damage) throws {
        try fill()
        let broken = damage.strike(try Data(contentsOf: file))
        try broken.write(to: file)
        #expect(throws: HomeStoreError.corrupt) {
            let home = try SQLiteHome(path: path)
            _ = try home.read { try HomeContents(of: $0) }
        }
        #expect(try Data(contentsOf: file) == broken)
    }

    /// A home with one of everything, in a single file.
    private func fill() throws {
        let home = try SQLiteHome(path: path)
        try home.write { try HomeContents.sample().write(to: $0) }
        try DatabaseQueue(path: path).writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    }

    // MARK: A full disk
    @Test func `a full disk is called so, what was being written is not there, and all else is`() throws {
        let home = try SQLiteHome(path: path)
        try home.write { try $0.setValue([1], for: "kept") }
        // As many pages as there are now, and no more.
        let queue = try DatabaseQueue(path: path)
        let pages = try queue.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        let limited = try SQLiteHome(path: path, pageLimit: pages)
        #expect(throws: HomeStoreError.full) {
            try limited.write { try $0.setValue(Bytes(repeating: 7, count: 100_000), for: "words") }
        }
        #expect(try limited.read { try $0.value("kept") } == [1])
        #expect(try limited.read { try $0.value("words") } == nil)
        try home.write { try $0.setValue([2], for: "words") }
        #expect(try limited.read { try $0.value("words") } == [2])
    }

    /// SQLite reports this, rather than FULL, if there's no room for its log's index.
    @Test func `no room for the log's index is a full disk too`() {
        #expect(HomeStoreError(sqliteCode: 4874) == .full)
    }

    // MARK: Interrupted upgrades
    @Test func `an upgrade that fails half-way leaves the file as it was, and the next start finishes it`() throws {
        try FileManager.default.createDirectory(atPath: folder.path("home"), withIntermediateDirectories: false)
        let queue = try DatabaseQueue(path: path)
        // Something blocks a table that is created late.
        try queue.write { try $0.execute(sql: "CREATE TABLE notice (other TEXT); INSERT INTO notice VALUES ('kept')") }
        #expect(throws: HomeStoreError.self) { try SQLiteHome(path: path) }
        let tables = try queue.read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        }
        #expect(!tables.contains("value") && tables.contains("notice"))
        #expect(try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 0)
        #expect(try queue.read { try String.fetchOne($0, sql: "SELECT other FROM notice") } == "kept")
        try queue.write { try $0.execute(sql: "DROP TABLE notice") }
        try checkWhole(SQLiteHome(path: path))
    }

    @Test func `an upgrade that was killed half-way is finished by the next start`() throws {
        try FileManager.default.createDirectory(atPath: folder.path("home"), withIntermediateDirectories: false)
        try FileManager.default.createDirectory(atPath: folder.path("killed"), withIntermediateDirectories: false)
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            // A cache so small that the log on disk holds half of the transaction.
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE")
            for name in ["value", "log_entry", "record", "outbox"] {
                try db.execute(sql: "CREATE TABLE \(name) (half BLOB); INSERT INTO \(name) VALUES (randomblob(20000))")
            }
            // What the disk holds if the process is killed here.
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: folder.path("killed/home.sqlite") + suffix)
            }
            try db.execute(sql: "ROLLBACK")
        }
        let log = try FileManager.default.attributesOfItem(atPath: folder.path("killed/home.sqlite-wal"))[.size] as? NSNumber
        #expect(try #require(log).intValue > 20_000)
        try checkWhole(SQLiteHome(path: folder.path("killed/home.sqlite")))
    }

    private func checkWhole(_ home: SQLiteHome) throws {
        let contents = try HomeContents.sample()
        try home.write { try contents.write(to: $0) }
        #expect(try home.read { try HomeContents(of: $0) } == contents)
        #expect(try home.diagnose() == SQLiteHome(path: folder.path("fresh.sqlite")).diagnose())
    }

    @Test func `a command that finds another one upgrading waits for it, and not for ever`() throws {
        try FileManager.default.createDirectory(atPath: folder.path("home"), withIntermediateDirectories: false)
        let descriptor = open(folder.path("home"), O_RDONLY)
        #expect(flock(descriptor, LOCK_EX) == 0)
        #expect(throws: HomeStoreError.locked) { try SQLiteHome(path: path, patience: 0) }
        // The other one ends while this one waits.
        let opened = Mutex<Bool?>(nil)
        let done = DispatchSemaphore(value: 0)
        let place = path
        Thread {
            let home = try? SQLiteHome(path: place, patience: 60)
            opened.withLock { $0 = (try? home?.read { try $0.value("a") } == nil) ?? false }
            done.signal()
        }.start()
        close(descriptor)
        done.wait()
        #expect(opened.withLock { $0 } == true)
    }

    @Test func `a newer file is not upgraded, not downgraded, and can be opened again by its own version`() throws {
        try fill()
        try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 1000") }
        #expect(throws: HomeStoreError.newerVersion(found: 1000, known: 4)) { try SQLiteHome(path: path) }
        try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 4") }
        #expect(try SQLiteHome(path: path).read { try HomeContents(of: $0) } == HomeContents.sample())
    }
}
