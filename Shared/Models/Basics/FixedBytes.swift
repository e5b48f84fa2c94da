/// A value of exactly `byteCount` octets with a single meaning. Encoded as a base64 string.
package protocol FixedBytes: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    static var byteCount: Int { get }
    var bytes: Bytes { get }

    /// - Precondition: `validated` has exactly `byteCount` octets.
    init(validated: Bytes)
}

extension FixedBytes {
    /// - Returns: `nil` unless `bytes` has exactly `byteCount` octets.
    package init?(bytes: Bytes) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(validated: bytes)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = Bytes(base64: try container.decode(String.self)), let value = Self(bytes: bytes) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected \(Self.byteCount) octets in base64")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(bytes.base64)
    }

    /// At once: an array would hash its octets one by one.
    package func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }

    package static func < (left: Self, right: Self) -> Bool { left.bytes.precedes(right.bytes) }

    package var description: String { bytes.base64 }
}
