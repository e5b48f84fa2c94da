/// Why a text is no code.
package enum CodeError: Error, Hashable, Sendable {
    /// It does not begin with `host:port/`.
    case noAddress
    case unknownCharacter(Character)
    /// Too few or too many characters.
    case wrongLength
    /// The checksum does not fit: some character, or the address, is not what was printed.
    case mistyped
}
