/// The state of a home's file, for `doctor` and tests.
package struct HomeDiagnosis: Hashable, Sendable {
    package let schemaVersion: Int
    /// `wal`; `memory` for a home without a file.
    package let journalMode: String
    /// 2, FULL: each commit is on disk before it is acknowledged.
    package let synchronous: Int
    package let enforcesForeignKeys: Bool
    /// What SQLite's `quick_check` reports; empty if it found nothing.
    package let damage: [String]
}
