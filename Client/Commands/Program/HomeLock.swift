/// The optional lock on a home's store keys: a passphrase, and an agent that keeps the key in memory for a while.
///
/// Every method throws `LockError` or `FileError`.
package protocol HomeLock {
    var hasPassphrase: Bool { get throws }

    /// Encrypts the keys of the home and of former couples under a passphrase. Durable. If it is interrupted, the home opens as
    /// before or with the passphrase.
    ///
    /// - Throws: `passphraseExists`.
    func setPassphrase(_ new: String) throws

    /// - Throws: `wrongPassphrase`, `noPassphrase`; nothing was changed.
    func changePassphrase(_ old: String, to new: String) throws

    /// Stores the keys unencrypted again. Durable, like `setPassphrase`.
    ///
    /// - Throws: `wrongPassphrase`, `noPassphrase`; nothing was changed.
    func removePassphrase(_ passphrase: String) throws

    /// Makes the agent forget the key, before this returns, and encrypts text in files.
    ///
    /// - Returns: whether all files were encrypted: `false` while an editor is open.
    func forget() throws -> Bool

    /// Gives the key to an agent, which forgets it after `seconds`.
    ///
    /// - Throws: `wrongPassphrase`, `noPassphrase`, `agentFailed`.
    func unlock(_ passphrase: String, seconds: Int64) throws

    /// Unlocks the home for this process alone.
    ///
    /// - Throws: `wrongPassphrase`, `noPassphrase`.
    func use(_ passphrase: String) throws
}
