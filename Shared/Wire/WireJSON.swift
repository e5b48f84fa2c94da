package import FoundationEssentials

/// The one way in which wire types become JSON and back.
package enum WireJSON {
    /// Keys in ascending order, so that equal values give equal octets.
    package static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    /// - Throws: `DecodingError`. Fields that are not known are passed over: they may come from a newer version.
    package static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        try JSONDecoder().decode(type, from: data)
    }
}
