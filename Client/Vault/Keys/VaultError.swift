/// Why something can't be decrypted or made. Carries neither keys nor text.
package enum VaultError: Error, Hashable, Sendable {
    /// The authentication tag, padding or format is wrong.
    case notAuthentic
    /// It is encrypted under a key that this device doesn't have.
    case keyMissing
    /// No key of this purpose can be used for encryption.
    case noKey
    /// The plaintext doesn't match the signed commitment.
    case commitmentBroken
    /// The system's cryptography rejected its input.
    case unusableKey
}
