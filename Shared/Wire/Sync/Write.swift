package import Models

/// One item that a device sends to the server. Encoded as an object with one field, named after the case.
package enum Write: Hashable, Sendable {
    case record(RecordWrite)
    case opening(Opening)
    case entry(EntryWrite)
    case grant(KeyGrant)
    /// A round revealed in another history, offered as a whole.
    case pair(RevealedPair)
    case box(BoxWrite)
}

extension Write: Codable {
    private enum CodingKeys: String, CodingKey { case record, opening, entry, grant, pair, box }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard container.allKeys.count == 1, let key = container.allKeys.first else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "expected one of record, opening, entry, grant, pair, box"))
        }
        switch key {
        case .record: self = .record(try container.decode(RecordWrite.self, forKey: key))
        case .opening: self = .opening(try container.decode(Opening.self, forKey: key))
        case .entry: self = .entry(try container.decode(EntryWrite.self, forKey: key))
        case .grant: self = .grant(try container.decode(KeyGrant.self, forKey: key))
        case .pair: self = .pair(try container.decode(RevealedPair.self, forKey: key))
        case .box: self = .box(try container.decode(BoxWrite.self, forKey: key))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .record(let value): try container.encode(value, forKey: .record)
        case .opening(let value): try container.encode(value, forKey: .opening)
        case .entry(let value): try container.encode(value, forKey: .entry)
        case .grant(let value): try container.encode(value, forKey: .grant)
        case .pair(let value): try container.encode(value, forKey: .pair)
        case .box(let value): try container.encode(value, forKey: .box)
        }
    }
}
