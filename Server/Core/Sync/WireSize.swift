import Wire

/// How large a value is as JSON, where a limit is stated so.
enum WireSize {
    /// - Returns: octets; nil where it cannot be encoded.
    static func of(_ value: some Encodable) -> Int? { try? WireJSON.encode(value).count }
}
