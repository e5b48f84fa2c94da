import Models
package import Support
import Wire

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .number(value) }
    package init(booleanLiteral value: Bool) { self = .flag(value) }
    package init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONTree)...) { self = .object(.init(uniqueKeysWithValues: elements)) }
    package init(nilLiteral: ()) { self = .null }
}

extension JSONTree {
    static func hex(_ octets: Bytes) -> JSONTree { .text(octets.hex) }

    static func hex(_ value: (some FixedBytes)?) -> JSONTree { value.map { .text($0.bytes.hex) } ?? .null }

    static func hex(_ blob: Blob) -> JSONTree { .text(blob.bytes.hex) }

    /// A value as it's sent.
    static func wire(_ value: some Encodable) throws -> JSONTree {
        try WireJSON.decode(JSONTree.self, from: WireJSON.encode(value))
    }

    /// The object with additional fields.
    func with(_ further: [String: JSONTree]) -> JSONTree {
        guard case .object(let fields) = self else { return self }
        return .object(fields.merging(further) { $1 })
    }
}
