/// Where this machine keeps its home, and the couples that were left.
package protocol Homes {
    associatedtype Lock: HomeLock
    var lock: Lock { get }

    /// The home, opened. Creates nothing.
    ///
    /// - Throws: `ClientError.notInitialised` where there is none; `LockError.locked`.
    func open() throws -> any HomeClient

    /// The home, made where it is missing, so that it can be filled by `init`, `join`, `link` or `recover`.
    func create() throws -> any HomeClient

    /// A couple that was left, to read.
    ///
    /// - Throws: `Failure` where there is none of that name.
    func former(_ name: String) throws -> any HomeClient

    /// Puts the home away among the former ones.
    ///
    /// - Precondition: nobody uses the client any more.
    /// - Returns: the name by which `former` opens it: that wish, or one like it.
    func archive(as name: String) throws -> String

    /// Keeps words that could not be saved, in a file for its owner alone.
    ///
    /// - Returns: the file's path.
    func rescue(_ text: String) throws -> String

    /// Whether there is a home, or what remains of a former couple. Opens nothing.
    func hasAny() throws -> Bool

    /// To be called when a command has ended: nothing is left in clear where it should not be.
    func settle()

    /// What is wrong with how the home lies in the file system, for `doctor`.
    func inspect() -> [HomeFlaw]
}
