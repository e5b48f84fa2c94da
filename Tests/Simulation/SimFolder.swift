import Foundation
import Models
import SQLiteStore
import ServerCore
import Support
import Wire

/// The server's data as shipped: SQLite in a folder, with its own backups.
final class SimFolder: SimData {
    private let folder: ScratchFolder
    private var store: SQLiteStore
    private(set) var backupCount = 0

    init() throws {
        folder = try ScratchFolder(inMemory: true)
        store = try SQLiteStore(folder: folder.path("data"))
    }

    deinit { try? store.close() }

    func start(_ faults: SimFaults, limits: Limits, random: SeededRandom, clock: TestClock) throws -> SimProcess {
        try SimProcess(store, faults, limits: limits, random: random, clock: clock)
    }

    func read<Value>(_ body: (any StoreReader) throws -> Value) throws -> Value { try store.read { try body($0) } }

    func backUp() throws {
        try SQLiteStore.backup(folder: folder.path("data"), to: path(ofBackup: backupCount))
        backupCount += 1
    }

    func goBack(to backup: Int, openly: Bool, random: SeededRandom) throws {
        try store.close()
        if openly {
            try SQLiteStore.restore(folder: folder.path("data"), from: path(ofBackup: backup), random: { random.bytes($0) })
        } else {
            let database = folder.path("data/twofold.sqlite")
            for file in [database, database + "-wal", database + "-shm"] { try? FileManager.default.removeItem(atPath: file) }
            try FileManager.default.copyItem(atPath: path(ofBackup: backup), toPath: database)
        }
        store = try SQLiteStore(folder: folder.path("data"))
    }

    /// Here only the disk decides which caller of a group fails.
    func failSavepoint(_ savepoint: Int) {}
    var state: MemoryState? { nil }

    private func path(ofBackup number: Int) -> String { folder.path("backup-\(number)") }
}
