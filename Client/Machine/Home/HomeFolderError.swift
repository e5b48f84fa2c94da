/// Why the folder of a home can't be used.
package enum HomeFolderError: Error, Hashable, Sendable {
    /// Neither the environment nor the system says where a home could be.
    case noPlace
    /// The path isn't a folder.
    case notAFolder(path: String)
    /// The folder belongs to another user on this machine.
    case foreignOwner(path: String)
    /// There is a database without its key. Nothing was changed.
    case keyMissing(path: String)
    /// The key file doesn't contain a key. Nothing was changed.
    case keyDamaged(path: String)
    /// There is no former couple of that name.
    case noSuchFormer(name: String)
}
