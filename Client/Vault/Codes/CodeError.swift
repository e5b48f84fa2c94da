/// Why a text isn't a valid `PaperCode`.
package enum CodeError: Error, Hashable, Sendable {
    /// It doesn't begin with `host:port/`.
    case noAddress
    case unknownCharacter(Character)
    /// Too few or too many characters.
    case wrongLength
    /// The checksum doesn't match: a character or the address was mistyped.
    case mistyped
}
