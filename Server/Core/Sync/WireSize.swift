import Wire

/// The size of a value as JSON, for limits stated that way.
enum WireSize {
    /// - Returns: octets, or `nil` if the value can't be encoded.
    static func of(_ value: some Encodable) -> Int? { try? WireJSON.encode(value).count }
}
