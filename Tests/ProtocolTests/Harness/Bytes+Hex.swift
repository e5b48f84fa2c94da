import Models

extension Bytes {
    /// Two lower-case hexadecimal digits per byte.
    var hex: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }

    /// - Returns: `nil` unless it's in the form that `hex` writes.
    init?(hex: String) {
        guard hex.utf8.count.isMultiple(of: 2) else { return nil }
        var octets = Bytes()
        var rest = Substring(hex)
        while !rest.isEmpty {
            guard let octet = UInt8(rest.prefix(2), radix: 16) else { return nil }
            octets.append(octet)
            rest = rest.dropFirst(2)
        }
        guard octets.hex == hex else { return nil }
        self = octets
    }

    /// Bytes that all differ, so that any reordering is noticed.
    static func counting(from first: UInt8, count: Int = 32) -> Bytes { (0..<count).map { first &+ UInt8(truncatingIfNeeded: $0) } }

    /// The bytes with one bit flipped in the byte at an index.
    func changed(at index: Int) -> Bytes {
        var octets = self
        octets[index] ^= 1
        return octets
    }
}
