import FoundationEssentials

/// Octets. Everything that is hashed, signed or encrypted has this type. On the wire: standard base64 (RFC 4648, section 4).
package typealias Bytes = [UInt8]

extension [UInt8] {
    /// Standard base64 with padding.
    package var base64: String { Data(self).base64EncodedString() }

    /// - Returns: `nil` unless `base64` is exactly standard base64 with padding.
    package init?(base64: String) {
        // Foundation ignores padding in the middle and stray bits at the end. Only what it would itself write is accepted.
        guard let data = Data(base64Encoded: base64), data.base64EncodedString() == base64 else { return nil }
        self = [UInt8](data)
    }

    /// For secrets and their hashes: the time taken depends only on the lengths.
    package func equalsInConstantTime(_ other: [UInt8]) -> Bool {
        guard count == other.count else { return false }
        var difference: UInt8 = 0
        for index in indices { difference |= self[index] ^ other[index] }
        return difference == 0
    }

    /// Lexicographic order of unsigned octets; a prefix comes before the longer value.
    package func precedes(_ other: [UInt8]) -> Bool { lexicographicallyPrecedes(other) }
}
