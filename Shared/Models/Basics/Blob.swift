/// Octets of any length. Encoded as a base64 string.
package struct Blob: Hashable, Sendable, Codable {
    package let bytes: Bytes

    package init(_ bytes: Bytes) { self.bytes = bytes }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = Bytes(base64: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected base64")
        }
        self.bytes = bytes
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(bytes.base64)
    }

    package static let empty = Blob([])
    package var isEmpty: Bool { bytes.isEmpty }
    package var count: Int { bytes.count }
}
