/// Why a store operation failed.
package enum StoreError: Error, Hashable, Sendable {
    /// The disk is full.
    case full
    /// The file isn't a database, or is damaged.
    case corrupt
    /// A newer version of this program wrote the database.
    case newer
    /// An earlier version of this program wrote the database, and what is to be done with it can't be done before it's brought up to date.
    case older
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
    /// The database holds data already.
    case notEmpty
    /// The data was moved to another place, here as its operator named it, and is served there.
    case moved(to: String)
    /// A move to that place was cut off at its end. Only the same move, run again, can tell where the data is served.
    case moving(to: String)
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
