package import Models

/// Crockford's base 32: no I, L, O or U; case-insensitive; hyphens and spaces are ignored.
///
/// Source: https://www.crockford.com/base32.html
package enum Crockford {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// - Precondition: the number of bytes is a multiple of five, so that no character is partly filled.
    package static func encode(_ bytes: Bytes) -> String {
        var text = ""
        var buffer: UInt64 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt64(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(buffer >> UInt64(bits)) & 31])
            }
            buffer &= (1 << UInt64(bits)) - 1
        }
        return text
    }

    /// - Throws: `UnknownCharacter` with the first character that isn't in the alphabet.
    package static func decode(_ text: some StringProtocol) throws(UnknownCharacter) -> Bytes {
        var bytes = Bytes()
        var buffer: UInt64 = 0
        var bits = 0
        for character in text where character != "-" && !character.isWhitespace {
            guard let value = value(of: character) else { throw UnknownCharacter(character: character) }
            buffer = buffer << 5 | UInt64(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt64(bits)))
                buffer &= (1 << UInt64(bits)) - 1
            }
        }
        return bytes
    }

    /// The number of characters, without hyphens and white space.
    static func length(of text: some StringProtocol) -> Int { text.filter { $0 != "-" && !$0.isWhitespace }.count }

    package struct UnknownCharacter: Error, Hashable {
        package let character: Character
    }

    private static func value(of character: Character) -> Int? {
        switch character.uppercased() {
        case "O": 0
        case "I", "L": 1
        case let upper: alphabet.firstIndex(where: { String($0) == upper })
        }
    }
}
