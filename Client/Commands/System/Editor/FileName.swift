import Models

/// Any text as the name of one file, and back.
enum FileName {
    /// No text at all has a name too: it must not stand for the folder itself.
    private static let empty = "%"

    /// Lower-case letters, digits, `-` and `_` stay; every other octet becomes `%` and two hexadecimal digits.
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

    /// - Returns: nil for what `encode` does not give.
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
