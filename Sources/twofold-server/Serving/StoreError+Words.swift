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
        case .inUse: "Another server is using the data folder \(folder)."
        case .absent: backup.map { "There's no backup at \($0)." } ?? "There's no database in \(folder)."
        case .readOnly: "The data folder \(folder) is read-only."
        case .inaccessible: "The data folder \(folder) can't be opened: it must belong to whoever runs this."
        case .targetIsOwn: "\(folder) holds the server's own files. Write the backup to another folder. Nothing was changed."
        case .targetInaccessible: "The backup can't be written\(target.map { " to \($0)" } ?? ""). Nothing was changed."
        case .busy: "Something else is using the database in \(folder). Try again in a while."
        case .failed(let code): "The database in \(folder) failed (error \(code)). Check the disk."
        }
    }
}
