/// What keeps a home from being opened, read or written. Never holds what is stored: no words, no bound values, no SQL.
package enum HomeStoreError: Error, Hashable, Sendable {
    /// The file or its folder may only be read: a medium without writing, or modes that forbid it.
    case readOnly
    /// The file or its folder belongs to somebody else, or its modes forbid even reading.
    case notPermitted
    /// There is no room left on the disk. What was being written is not there; all else is.
    case full
    /// The file is damaged, or is no home.
    case corrupt
    /// A newer version of the program has written the file.
    case newerVersion(found: Int, known: Int)
    /// Another command has been writing for longer than one should wait.
    case locked
    /// The file or its folder cannot be opened, for another reason. `code`: of the operating system.
    case cannotOpen(code: Int32)
    /// A row does not hold what it should. `key` names the row.
    case unreadable(table: String, key: String)
    /// A body that was to read has written.
    case writeInsideRead
    /// A transaction was used after its body had returned.
    case transactionEnded
    /// Anything else. `code`: SQLite's extended result code.
    case failed(code: Int32)
}
