import FoundationEssentials

/// Octets. Everything that is hashed, signed or encrypted is one of these; on the wire they are standard base64 (RFC 4648, section 4).
package typealias Bytes = [UInt8]

extension [UInt8] {
    /// Standard base64 with padding.
    package var base64: String { Data(self).base64EncodedString() }

    /// - Returns: nil unless `base64` is standard base64 with padding and nothing else.
    package init?(base64: String) {
        // Foundation passes over padding in the middle and bits after the end: only what it would write itself is taken.
        guard let data = Data(base64Encoded: base64), data.base64EncodedString() == base64 else { return nil }
        self = [UInt8](data)
    }

    /// Compares in a time that depends on the lengths alone, for secrets and their hashes.
    package func equalsInConstantTime(_ other: [UInt8]) -> Bool {
        guard count == other.count else { return false }
        var difference: UInt8 = 0
        for index in indices { difference |= self[index] ^ other[index] }
        return difference == 0
    }

    /// Order of unsigned octets, the shorter first where one begins with the other.
    package func precedes(_ other: [UInt8]) -> Bool { lexicographicallyPrecedes(other) }
}
