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
        case .full: "No room is left on the disk. Make some and try again; nothing that was acknowledged is lost."
        case .corrupt:
            backup.map { "\($0) is damaged, or no backup. Nothing was changed." }
                ?? "The database in \(folder) is damaged, or the file is none. `twofold-server restore` puts a backup in its place."
        case .newer: "The database was written by a newer version of this program. Upgrade to that version; nothing was changed."
        case .inUse: "Another server has the data folder \(folder)."
        case .absent: backup.map { "There is no backup at \($0)." } ?? "There is no database in \(folder)."
        case .readOnly: "The data folder \(folder) can only be read."
        case .inaccessible: "The data folder \(folder) cannot be opened: it has to belong to whoever runs this."
        case .targetInaccessible: "The backup cannot be written\(target.map { " to \($0)" } ?? ""). Nothing was changed."
        case .busy: "Something else works on the database in \(folder). Try again in a while."
        case .failed(let code): "The database in \(folder) failed (error \(code)). See whether the disk is well."
        }
    }
}
