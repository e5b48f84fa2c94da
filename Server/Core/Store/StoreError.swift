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
    /// The database's server can't be reached, or the connection to it was lost. Nothing was written.
    case unavailable
    /// The connection was lost while a commit was under way: it may or may not have happened.
    case outcomeUnknown
    /// The database's settings let it acknowledge what isn't on disk yet.
    case notDurable
    /// Any other failure, with the store's own code (SQLite's extended result code, or PostgreSQL's SQLSTATE read as a number
    /// in base 36).
    case failed(code: Int)
}
