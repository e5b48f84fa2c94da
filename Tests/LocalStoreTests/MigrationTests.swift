import ClientCore
import Foundation
import GRDB
import LocalStore
import Models
import Support
import Testing
import Wire

@Suite("Files of older versions")
struct MigrationTests {
    /// Files as each schema version left them. New ones are added; existing ones are never regenerated.
    @Test(arguments: ["home-v1", "home-v2", "home-v3"])
    func `a file of an older version is brought up to date with all that it holds`(name: String) throws {
        let folder = try ScratchFolder()
        let old = try #require(Bundle.module.url(forResource: name, withExtension: "db", subdirectory: "Fixtures"))
        try FileManager.default.copyItem(at: old, to: URL(fileURLWithPath: folder.path("old.sqlite")))

        let home = try SQLiteHome(path: folder.path("old.sqlite"))
        #expect(try home.read { try HomeContents(of: $0) } == HomeContents.sample())

        let fresh = try SQLiteHome(path: folder.path("fresh.sqlite"))
        #expect(try home.diagnose() == fresh.diagnose())
        #expect(try schema(of: folder.path("old.sqlite")) == schema(of: folder.path("fresh.sqlite")))
    }

    /// Version 1 stored them as one value.
    @Test func `halves of pairs of another history are kept, each by itself`() throws {
        let folder = try ScratchFolder()
        let old = try #require(Bundle.module.url(forResource: "home-v1", withExtension: "db", subdirectory: "Fixtures"))
        try FileManager.default.copyItem(at: old, to: URL(fileURLWithPath: folder.path("old.sqlite")))
        let rivals = [40, 41].map { HomeSamples.sealed(round: HomeSamples.id($0), phase: .revealed) }
        try DatabaseQueue(path: folder.path("old.sqlite")).write { db in
            try db.execute(
                sql: "INSERT INTO value (name, octets) VALUES ('rivals', ?)", arguments: [WireJSON.encode(rivals)])
        }
        let kept = try SQLiteHome(path: folder.path("old.sqlite")).read { try $0.values(under: "rival") }
        #expect(kept.map(\.name) == rivals.map { "rival/\($0.header.id)" }.sorted())
        #expect(Set(try kept.map { try WireJSON.decode(HeldRecord.self, from: Data($0.value)) }) == Set(rivals))
    }

    private func schema(of path: String) throws -> [String] {
        try DatabaseQueue(path: path).read {
            try String.fetchAll($0, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
        }
    }
}
