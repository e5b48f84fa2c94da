import SQLiteStore
import ServerCore
import Support
import Testing

@Suite("Statistics of a server")
struct StatsTests {
    @Test func `it counts what is there while a server works on it`() async throws {
        let store = try TemporarySQLiteStore()
        let folder = store.folder.path + "/data"
        #expect(try SQLiteStore.stats(folder: folder).couples == 0)
        let server = try TestServer(store)
        _ = try await server.couple()
        let stats = try SQLiteStore.stats(folder: folder)
        #expect(stats.couples == 1)
        #expect(stats.paired == 1)
        #expect(stats.ended == 0)
        #expect(stats.liveDevices >= 2)
        #expect(stats.tokens == 2)
        #expect(stats.boxes == 1)
        #expect(stats.databaseBytes > 0)
    }
}
