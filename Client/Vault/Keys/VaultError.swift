/// Why something cannot be opened or made. Carries neither key nor text.
package enum VaultError: Error, Hashable, Sendable {
    /// The authentication tag, the padding or the form is not right.
    case notAuthentic
    /// It is encrypted under a key that this device was not given.
    case keyMissing
    /// There is no key of this purpose to write with.
    case noKey
    /// The words do not match the commitment that was signed.
    case commitmentBroken
    /// The system's cryptography refused its input.
    case unusableKey
}
