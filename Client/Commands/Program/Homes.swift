package import ClientCore
package import Presentation

/// Where this device keeps its home, and the homes of couples that the user left.
package protocol Homes {
    associatedtype Lock: HomeLock
    var lock: Lock { get }

    /// Opens the home. Creates nothing.
    ///
    /// - Throws: `ClientError.notInitialised` if there is none; `LockError.locked`.
    func open() throws -> Client

    /// Opens the home, and creates it if it doesn't exist, for `init`, `join`, `link` or `recover` to fill.
    func create() throws -> Client

    /// Opens a couple that the user left, for reading.
    ///
    /// - Throws: `Failure` if there is none of that name.
    func former(_ name: String) throws -> Client

    /// Moves the home to the former ones.
    ///
    /// - Precondition: the client isn't used any more.
    /// - Returns: the name by which `former` opens it: `name` or a variant.
    /// - Throws: `FileError`.
    func archive(as name: String) throws -> String

    /// Saves text that couldn't be saved elsewhere, in a file that only its owner can read.
    ///
    /// - Returns: the file's path.
    /// - Throws: `FileError`; `HomeFolderError`.
    func rescue(_ text: String) throws -> String

    /// Whether there is a home, or a former one. Opens nothing.
    ///
    /// - Throws: `FileError`; `HomeFolderError.notAFolder`.
    func hasAny() throws -> Bool

    /// Call when a command has ended: encrypts or removes what shouldn't stay unencrypted.
    func settle()

    /// Finds problems with how the home is stored in the file system, for `doctor`.
    func inspect() -> [HomeFlaw]
}
