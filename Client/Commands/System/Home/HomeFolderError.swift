/// What keeps the folder of a home from being used.
package enum HomeFolderError: Error, Hashable, Sendable {
    /// Neither the environment nor the system says where a home could be.
    case noPlace
    /// There is something else under that name.
    case notAFolder(path: String)
    /// The folder belongs to somebody else on this machine.
    case foreignOwner(path: String)
    /// There is a database without the key to it. Nothing was changed.
    case keyMissing(path: String)
    /// The file of the key does not hold one. Nothing was changed.
    case keyDamaged(path: String)
    /// There is no couple of that name among the former ones.
    case noSuchFormer(name: String)
}
