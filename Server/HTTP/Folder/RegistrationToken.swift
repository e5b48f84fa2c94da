package import Models

/// The secret needed to found a couple on a server with restricted registration: 128 random bits in Crockford's base 32.
package struct RegistrationToken: Hashable, Sendable, CustomStringConvertible {
    /// The secret itself, 26 characters.
    package let text: String

    /// - Parameter random: returns the requested number of random octets.
    package init(random: (Int) -> Bytes) {
        var bits = random(16).reduce(into: (value: UInt32(0), count: 0, text: "")) { state, octet in
            state.value = state.value << 8 | UInt32(octet)
            state.count += 8
            while state.count >= 5 {
                state.count -= 5
                state.text.append(Self.alphabet[Int(state.value >> UInt32(state.count) & 31)])
            }
        }
        if bits.count > 0 { bits.text.append(Self.alphabet[Int(bits.value << UInt32(5 - bits.count) & 31)]) }
        text = bits.text
    }

    /// Ignores white space and case.
    ///
    /// - Returns: `nil` unless the text has 26 characters of the alphabet.
    package init?(_ text: String) {
        let characters = text.uppercased().filter { !$0.isWhitespace }
        guard characters.count == 26, characters.allSatisfy(Self.alphabet.contains) else { return nil }
        self.text = characters
    }

    /// Never the secret itself.
    package var description: String { "(registration token)" }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
}
