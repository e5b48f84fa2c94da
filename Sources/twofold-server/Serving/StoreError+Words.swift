import PostgresStore
import ServerCore

extension StoreError {
    /// One line for the server's operator. The paths are those that they gave.
    ///
    /// - Parameters:
    ///   - folder: the data folder.
    ///   - backup: the file being read, if any.
    ///   - target: the file being written, if any.
    func words(folder: String, from backup: String?, to target: String?) -> String {
        switch self {
        case .full: "The disk is full. Make some room and try again; nothing that was acknowledged is lost."
        case .corrupt:
            backup.map { "\($0) is damaged, or isn't a backup. Nothing was changed." }
                ?? "The database in \(folder) is damaged, or isn't one. `twofold-server restore` replaces it with a backup."
        case .newer: "A newer version of this program wrote the database. Upgrade to that version; nothing was changed."
        case .older: Self.olderWords
        case .notEmpty:
            """
            There's a database in \(folder) already. If it's one that was moved away and isn't needed any more, remove \
            \(folder)/twofold.sqlite; otherwise choose another folder. Nothing was changed.
            """
        case .moved(let place): Self.movedWords(to: place)
        case .moving(let place): Self.movingWords(to: place)
        case .inUse: "Another server is using the data folder \(folder)."
        case .absent: backup.map { "There's no backup at \($0)." } ?? "There's no database in \(folder)."
        case .readOnly: "The data folder \(folder) is read-only."
        case .inaccessible: "The data folder \(folder) can't be opened: it must belong to whoever runs this."
        case .targetIsOwn: "\(folder) holds the server's own files. Write the backup to another folder. Nothing was changed."
        case .targetInaccessible: "The backup can't be written\(target.map { " to \($0)" } ?? ""). Nothing was changed."
        case .busy: "Something else is using the database in \(folder). Try again in a while."
        case .unavailable, .outcomeUnknown, .notDurable: "The database in \(folder) can't be used."
        case .failed(let code): "The database in \(folder) failed (error \(code)). Check the disk."
        }
    }

    /// The same, for PostgreSQL. Says what libpq says, which contains no password.
    func words(in database: PostgresDatabase) -> String {
        switch self {
        case .absent where database.obstacle() == nil: return "There's nothing of this program in the database yet."
        case .newer:
            return "A newer version of this program has changed the database. Upgrade to that version; nothing was changed."
        case .older: return Self.olderWords
        case .notEmpty:
            return """
                There's data of a server in the database already. Move into an empty one: `createdb` makes it. Nothing was changed.
                """
        case .moved(let place): return Self.movedWords(to: place)
        case .moving(let place): return Self.movingWords(to: place)
        case .readOnly: return "The database is read-only. A standby can't serve."
        case .full: return "PostgreSQL has no room left. Make some and try again; nothing that was acknowledged is lost."
        case .corrupt: return "PostgreSQL reports damage. Restore the database from a backup."
        case .busy: return "Something else is using the database. Try again in a while."
        case .notDurable:
            return """
                PostgreSQL would acknowledge what isn't on disk yet. Set synchronous_commit to on or remote_apply for this role and \
                database, and fsync and full_page_writes to on.
                """
        case .failed(let code): return "PostgreSQL failed (SQLSTATE \(String(code, radix: 36).uppercased()))."
        default: return "The database can't be used: \(database.obstacle() ?? "the connection was lost")"
        }
    }

    private static let olderWords = """
        An earlier version of this program wrote the data. Serve it with this version once, which brings it up to date, and try again. \
        Nothing was changed.
        """

    private static func movedWords(to place: String) -> String {
        """
        The data was moved to \(place), and is served there. What's here is older. To serve it all the same, and leave behind what has \
        come since, run `twofold-server new-history` on it first.
        """
    }

    private static func movingWords(to place: String) -> String {
        "A move to \(place) was cut off just before its end. Run the same `twofold-server move` again: it finishes, or starts over."
    }
}
