/// Why a home can't be opened, read or written. Never contains stored data: no text, bound values or SQL.
package enum HomeStoreError: Error, Hashable, Sendable {
    /// The file or its folder is read-only, because of the file system or its modes.
    case readOnly
    /// The file or its folder belongs to someone else, or its modes forbid even reading.
    case notPermitted
    /// The disk is full. The failed write was rolled back; everything else is intact.
    case full
    /// The file is damaged, or isn't a home.
    case corrupt
    /// A newer version of the program wrote the file.
    case newerVersion(found: Int, known: Int)
    /// Another command kept the database locked for longer than `patience`.
    case locked
    /// The file or its folder can't be opened for another reason. `code`: an `errno`, or 0 if unknown.
    case cannotOpen(code: Int32)
    /// A row has unexpected content. `key` identifies the row.
    case unreadable(table: String, key: String)
    /// A transaction was used after its body had returned.
    case transactionEnded
    /// Any other error. `code`: SQLite's extended result code.
    case failed(code: Int32)
}
