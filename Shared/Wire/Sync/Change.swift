package import Models

/// One item that the server sends to a device. Encoded as an object with one field, named after the case.
package enum Change: Hashable, Sendable {
    case record(RecordChange)
    case entry(EntryChange)
    case grant(KeyGrant)
    /// For the inviter: the answer to the invitation.
    case joined(JoinChange)
}

extension Change: Codable {
    private enum CodingKeys: String, CodingKey { case record, entry, grant, joined }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard container.allKeys.count == 1, let key = container.allKeys.first else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "expected one of record, entry, grant, joined"))
        }
        switch key {
        case .record: self = .record(try container.decode(RecordChange.self, forKey: key))
        case .entry: self = .entry(try container.decode(EntryChange.self, forKey: key))
        case .grant: self = .grant(try container.decode(KeyGrant.self, forKey: key))
        case .joined: self = .joined(try container.decode(JoinChange.self, forKey: key))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .record(let value): try container.encode(value, forKey: .record)
        case .entry(let value): try container.encode(value, forKey: .entry)
        case .grant(let value): try container.encode(value, forKey: .grant)
        case .joined(let value): try container.encode(value, forKey: .joined)
        }
    }
}
