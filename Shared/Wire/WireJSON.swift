package import FoundationEssentials

/// The only way to encode and decode wire types as JSON.
package enum WireJSON {
    /// Sorts keys in ascending order, so that equal values give equal octets.
    ///
    /// - Throws: `EncodingError`.
    package static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    /// The same for a reply to a sync, in less time.
    ///
    /// - Throws: `EncodingError`.
    package static func encode(_ response: SyncResponse) throws -> Data { try PlainWriter.reply(response) }

    /// Ignores unknown fields: they may come from a newer version. If an object has a field twice, the first counts.
    ///
    /// - Throws: `DecodingError`, also if the data isn't UTF-8 or starts with a byte order mark.
    package static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        try decoded(type, from: data)
    }

    private static func decoded<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        guard isPlainUTF8(data) else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not UTF-8"))
        }
        return try JSONDecoder().decode(type, from: data)
    }

    /// The same for the request that a server reads most often, and is read faster if it's written as `encode` writes it.
    ///
    /// - Throws: `DecodingError`.
    package static func decode(_ type: SyncRequest.Type, from data: Data) throws -> SyncRequest {
        if let request = PlainReader.syncRequest(data) { return request }
        return try decoded(type, from: data)
    }

    /// `JSONDecoder` guesses the encoding from a byte order mark or from zeros among the first octets, and doesn't validate strings
    /// that no field reads. This check makes two readers see the same text.
    private static func isPlainUTF8(_ data: Data) -> Bool {
        !data.prefix(4).contains(0) && !data.starts(with: [0xEF, 0xBB, 0xBF]) && String(validating: data, as: UTF8.self) != nil
    }
}
