import Foundation
import GRDB
import LocalStore
import Models
import Support
import Testing

@Suite struct MigrationTests {
    /// Files as each version of the schema has left them. They are added to, never made anew.
    @Test(arguments: ["home-v1"])
    func `A file of an older version is brought up to date with all that it holds`(name: String) throws {
        let folder = try ScratchFolder()
        let old = try #require(Bundle.module.url(forResource: name, withExtension: "db", subdirectory: "Fixtures"))
        try FileManager.default.copyItem(at: old, to: URL(fileURLWithPath: folder.path("old.sqlite")))

        let home = try SQLiteHome(path: folder.path("old.sqlite"))
        #expect(try home.read { try HomeContents(of: $0) } == HomeContents.sample())

        let fresh = try SQLiteHome(path: folder.path("fresh.sqlite"))
        #expect(try home.diagnose() == fresh.diagnose())
        #expect(try schema(of: folder.path("old.sqlite")) == schema(of: folder.path("fresh.sqlite")))
    }

    private func schema(of path: String) throws -> [String] {
        try DatabaseQueue(path: path).read {
            try String.fetchAll($0, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
        }
    }
}
