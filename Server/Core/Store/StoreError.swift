/// Why a store operation failed.
package enum StoreError: Error, Hashable, Sendable {
    /// The disk is full.
    case full
    /// The file isn't a database, or is damaged.
    case corrupt
    /// A newer version of this program wrote the database.
    case newer
    /// Another process is serving the data folder.
    case inUse
    /// The database or backup doesn't exist.
    case absent
    /// The folder or file is read-only.
    case readOnly
    /// The folder or file can't be opened, created or protected.
    case inaccessible
    /// The target file of a backup can't be created.
    case targetInaccessible
    /// A copy was to be written among the server's own files.
    case targetIsOwn
    /// Another process kept the database busy for longer than the timeout.
    case busy
    /// Any other failure, with the store's own code (SQLite's extended result code).
    case failed(code: Int)
}
