/// Why a store could not do what it was asked to.
package enum StoreError: Error, Hashable, Sendable {
    /// No room is left on the disk.
    case full
    /// The file is no database, or a damaged one.
    case corrupt
    /// Written by a newer version of this program.
    case newer
    /// Another process serves the same data folder.
    case inUse
    /// The folder or file cannot be opened, made or protected.
    case inaccessible
    /// Another failure, by the store's own number for it (SQLite's extended result code).
    case failed(code: Int)
}
