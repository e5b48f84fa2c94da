/// Why a lock operation failed. Never contains a passphrase or a key.
package enum LockError: Error, Hashable, Sendable {
    /// The home has a passphrase, and no agent has its key.
    case locked
    case wrongPassphrase
    /// The home has no passphrase.
    case noPassphrase
    /// The home already has a passphrase.
    case passphraseExists
    /// The lock file has unexpected content, or demands too much. Nothing was changed.
    case damaged(path: String)
    /// A newer version of the program has written the file.
    case newer
    /// The agent didn't start: there is no place for its socket, or its program couldn't be run.
    case agentFailed
}
