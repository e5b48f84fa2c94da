/// How a home's file is kept, for `doctor` and tests.
package struct HomeDiagnosis: Hashable, Sendable {
    package let schemaVersion: Int
    /// `wal`; `memory` for a home without a file.
    package let journalMode: String
    /// 2, FULL: each commit is on the disk before it is acknowledged.
    package let synchronous: Int
    package let enforcesForeignKeys: Bool
    /// What SQLite's own check finds wrong; empty where all is well.
    package let damage: [String]
}
