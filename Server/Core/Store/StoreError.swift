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
    /// There is no such database or backup.
    case absent
    /// The folder or file can only be read.
    case readOnly
    /// The folder or file cannot be opened, made or protected.
    case inaccessible
    /// The file that a copy was to go to cannot be made.
    case targetInaccessible
    /// Something else has been working on the database for longer than one should wait.
    case busy
    /// Another failure, by the store's own number for it (SQLite's extended result code).
    case failed(code: Int)
}
