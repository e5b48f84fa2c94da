/// Why a home's lock does not do what it was asked. Never holds a passphrase or a key.
package enum LockError: Error, Hashable, Sendable {
    /// The home is behind a passphrase, and no agent has its key.
    case locked
    case wrongPassphrase
    /// There is no passphrase here.
    case noPassphrase
    /// There is one already.
    case passphraseExists
    /// The file does not hold what it should, or demands too much. Nothing was changed.
    case damaged(path: String)
    /// A newer version of the program has written the file.
    case newer
    /// The agent did not start: there is no place for its socket, or its program could not be run.
    case agentFailed
}
