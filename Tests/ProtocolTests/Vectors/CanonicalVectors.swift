import Models
import Support

/// How `CanonicalWriter` encodes each kind of field.
enum CanonicalVectors {
    static func parts() throws -> JSONTree {
        ["encoded": .array(encoded), "octets32": octets32]
    }

    private static var encoded: [JSONTree] {
        [
            encoding("nothing but a label", []) { _ in },
            encoding("text as given, not normalised", ["e\u{301} and é"]) { $0.append("e\u{301} and é") },
            encoding("octets", ["00ff10"]) { $0.append([0x00, 0xFF, 0x10] as Bytes) },
            encoding("no octets", [""]) { $0.append([] as Bytes) },
            encoding("integer", ["1767225600123"]) { $0.append(Int64(1_767_225_600_123)) },
            encoding("negative integer", ["-2"]) { $0.append(Int64(-2)) },
            encoding("flag", [true, false]) {
                $0.append(true)
                $0.append(false)
            },
            encoding("optional octets", [nil, "0102"]) {
                $0.append(optional: Bytes?.none) { $0.append($1) }
                $0.append(optional: [1, 2] as Bytes) { $0.append($1) }
            },
            encoding("optional integer", [nil, "7"]) {
                $0.append(optional: Int64?.none) { $0.append($1) }
                $0.append(optional: Int64(7)) { $0.append($1) }
            },
            encoding("list of octets", [["01", "0203"], []]) {
                $0.append(list: [[1], [2, 3]] as [Bytes]) { $0.append($1) }
                $0.append(list: [] as [Bytes]) { $0.append($1) }
            },
        ]
    }

    /// - Parameter fields: the values; bytes in hexadecimal, integers in decimal.
    private static func encoding(_ kind: String, _ fields: [JSONTree], _ write: (inout CanonicalWriter) -> Void) -> JSONTree {
        var writer = CanonicalWriter("twofold/example/v1")
        write(&writer)
        return [
            "kind": .text(kind), "label": "twofold/example/v1", "fields": .array(fields), "octets": .hex(writer.bytes),
        ]
    }

    /// JSON strings used where 32 bytes are expected.
    private static var octets32: JSONTree {
        let octets = Bytes.counting(from: 0xE8)
        let text = octets.base64
        let address = text.map { $0 == "+" ? "-" : $0 == "/" ? "_" : String($0) }.joined()
        let refused: [(String, String)] = [
            ("without padding", String(text.dropLast())), ("the alphabet for addresses", address), ("white space", "\(text) "),
            ("31 octets", Bytes(octets.dropLast()).base64), ("33 octets", (octets + [1]).base64),
            ("bits behind the end", String(text.dropLast(2)) + "d="), ("empty", ""), ("hexadecimal", octets.hex),
        ]
        return [
            "accepted": [["text": .text(text), "octets": .hex(octets)]],
            "refused": .array(refused.map { ["what": .text($0), "text": .text($1)] }),
        ]
    }
}
