import Models

/// Encodes any text as a file name, and decodes it.
enum FileName {
    /// Empty text needs a name too: otherwise it would denote the folder itself.
    private static let empty = "%"

    /// Keeps lower-case letters, digits, `-` and `_`; encodes every other byte as `%` and two hexadecimal digits.
    static func encode(_ text: String) -> String {
        guard !text.isEmpty else { return empty }
        return text.utf8.reduce(into: "") { name, octet in
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                name.unicodeScalars.append(Unicode.Scalar(octet))
            default:
                let digits = String(octet, radix: 16)
                name += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }

    /// - Returns: `nil` for names that `encode` doesn't produce.
    static func decode(_ name: String) -> String? {
        if name == empty { return "" }
        var octets: Bytes = []
        var rest = Array(name.utf8)[...]
        while let first = rest.popFirst() {
            guard first == UInt8(ascii: "%") else {
                octets.append(first)
                continue
            }
            guard let octet = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
            octets.append(octet)
            rest = rest.dropFirst(2)
        }
        guard let text = String(validating: octets, as: UTF8.self), encode(text) == name else { return nil }
        return text
    }
}
