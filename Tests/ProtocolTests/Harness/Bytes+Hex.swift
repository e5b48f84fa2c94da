import Models

extension Bytes {
    /// Two small hexadecimal digits an octet.
    var hex: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }

    /// - Returns: nil unless `hex` is what `hex` writes.
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

    /// Octets of which no two are alike, so that nothing that is turned round or moved goes unnoticed.
    static func counting(from first: UInt8, count: Int = 32) -> Bytes { (0..<count).map { first &+ UInt8(truncatingIfNeeded: $0) } }

    /// With one bit of the octet at an index turned.
    func changed(at index: Int) -> Bytes {
        var octets = self
        octets[index] ^= 1
        return octets
    }
}
