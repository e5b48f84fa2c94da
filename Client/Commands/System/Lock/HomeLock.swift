/// What a home's store keys are behind, if its owner wants it so: a passphrase, and an agent that remembers the key for a while.
///
/// Every method throws `LockError` or `FileError`.
package protocol HomeLock {
    var hasPassphrase: Bool { get throws }

    /// Puts the keys of the home, and of what remains of former couples, behind a passphrase. Durable; wherever it is cut short, the
    /// home opens as before or with the passphrase.
    ///
    /// - Throws: `passphraseExists`.
    func setPassphrase(_ new: String) throws

    /// - Throws: `wrongPassphrase`, `noPassphrase`; nothing was changed.
    func changePassphrase(_ old: String, to new: String) throws

    /// Puts the keys back in clear. Durable, as `setPassphrase` is.
    ///
    /// - Throws: `wrongPassphrase`, `noPassphrase`; nothing was changed.
    func removePassphrase(_ passphrase: String) throws

    /// Makes the agent forget, before this returns, and puts away words that lie in files.
    ///
    /// - Returns: whether all were put away: false where an editor is open.
    func forget() throws -> Bool

    /// Gives the key to an agent, which forgets it after so many seconds.
    ///
    /// - Throws: `wrongPassphrase`, `noPassphrase`, `agentFailed`.
    func unlock(_ passphrase: String, seconds: Int64) throws

    /// Takes the key for this process alone.
    ///
    /// - Throws: `wrongPassphrase`, `noPassphrase`.
    func use(_ passphrase: String) throws
}
