/// The result of one write. All four cases are expected.
package enum Outcome: Hashable, Sendable {
    /// The version is stored, now or already before.
    case applied
    /// The server has a greater version.
    case superseded
    /// The server has a frozen version.
    case locked
    case refused(ErrorCode)
}

extension Outcome: Codable {
    private enum CodingKeys: String, CodingKey { case result, code }
    private enum Result: String, Codable { case applied, superseded, locked, refused }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Result.self, forKey: .result) {
        case .applied: self = .applied
        case .superseded: self = .superseded
        case .locked: self = .locked
        case .refused: self = .refused(try container.decode(ErrorCode.self, forKey: .code))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .applied: try container.encode(Result.applied, forKey: .result)
        case .superseded: try container.encode(Result.superseded, forKey: .result)
        case .locked: try container.encode(Result.locked, forKey: .result)
        case .refused(let code):
            try container.encode(Result.refused, forKey: .result)
            try container.encode(code, forKey: .code)
        }
    }
}
