/// Octets. Everything that is hashed, signed or encrypted has this type. On the wire: standard base64 (RFC 4648, section 4).
package typealias Bytes = [UInt8]

extension [UInt8] {
    /// Standard base64 with padding.
    package var base64: String {
        String(unsafeUninitializedCapacity: Base64.length(of: count)) { text in
            withUnsafeBufferPointer { Base64.encode($0, into: text) }
        }
    }

    /// - Returns: `nil` unless `base64` is exactly standard base64 with padding: no other character, no padding in the middle, no bits
    ///   set beyond the last octet.
    package init?(base64: String) {
        var base64 = base64
        guard let octets = base64.withUTF8({ Base64.decode($0) }) else { return nil }
        self = octets
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
