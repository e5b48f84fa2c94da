/// Standard base64 with padding (RFC 4648, section 4), strictly: each text stands for other octets.
///
/// A request consists mostly of base64. Foundation's decoder ignores padding in the middle and stray bits, so that its result would have to
/// be encoded again for comparison.
package enum Base64 {
    private static let padding = UInt8(ascii: "=")
    private static let alphabet = Bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let invalid: UInt8 = 0xFF
    /// The value of each character.
    private static let values: Bytes = {
        var values = Bytes(repeating: invalid, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    /// The number of characters for that many octets.
    package static func length(of count: Int) -> Int { (count + 2) / 3 * 4 }

    /// - Parameter text: has room for them.
    /// - Returns: the number of characters written.
    package static func encode(_ octets: UnsafeBufferPointer<UInt8>, into text: UnsafeMutableBufferPointer<UInt8>) -> Int {
        alphabet.withUnsafeBufferPointer { alphabet in
            var (place, index) = (0, 0)
            let left = octets.count % 3
            while index < octets.count - left {
                let (first, second, third) = (octets[index], octets[index + 1], octets[index + 2])
                text[place] = alphabet[Int(first >> 2)]
                text[place + 1] = alphabet[Int(first << 4 & 0x3F | second >> 4)]
                text[place + 2] = alphabet[Int(second << 2 & 0x3F | third >> 6)]
                text[place + 3] = alphabet[Int(third & 0x3F)]
                place += 4
                index += 3
            }
            guard left > 0 else { return place }
            let first = octets[index]
            let second = left > 1 ? octets[index + 1] : 0
            text[place] = alphabet[Int(first >> 2)]
            text[place + 1] = alphabet[Int(first << 4 & 0x3F | second >> 4)]
            text[place + 2] = left > 1 ? alphabet[Int(second << 2 & 0x3F)] : padding
            text[place + 3] = padding
            return place + 4
        }
    }

    /// - Returns: `nil` if the text isn't what `encode` writes.
    package static func decode(_ text: UnsafeBufferPointer<UInt8>) -> Bytes? {
        guard text.count % 4 == 0 else { return nil }
        guard let last = text.last else { return [] }
        let padded = last != padding ? 0 : text[text.count - 2] != padding ? 1 : 2
        var isValid = true
        let octets = Bytes(unsafeUninitializedCapacity: text.count / 4 * 3) { octets, count in
            values.withUnsafeBufferPointer { values in
                count = 0
                var (seen, index) = (UInt8(0), 0)
                let whole = padded > 0 ? text.count - 4 : text.count
                while index < whole {
                    let (a, b) = (values[Int(text[index])], values[Int(text[index + 1])])
                    let (c, d) = (values[Int(text[index + 2])], values[Int(text[index + 3])])
                    seen |= a | b | c | d
                    octets[count] = a << 2 | b >> 4
                    octets[count + 1] = b << 4 | c >> 2
                    octets[count + 2] = c << 6 | d
                    count += 3
                    index += 4
                }
                if padded > 0 {
                    let (a, b) = (values[Int(text[index])], values[Int(text[index + 1])])
                    let c = padded == 1 ? values[Int(text[index + 2])] : 0
                    seen |= a | b | c
                    // Bits beyond the last octet.
                    if padded == 1 ? c & 0x3 != 0 : b & 0xF != 0 { isValid = false }
                    octets[count] = a << 2 | b >> 4
                    if padded == 1 { octets[count + 1] = b << 4 | c >> 2 }
                    count += 3 - padded
                }
                if seen & 0xC0 != 0 { isValid = false }
            }
        }
        return isValid ? octets : nil
    }
}
