/// The fields of a JSON object, in their order.
package struct Fields: JSONShape, ExpressibleByDictionaryLiteral {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private var list: [(name: String, value: any Encodable)]

    // `any` can't be inferred.
    package typealias Key = String
    package typealias Value = any Encodable

    package init(dictionaryLiteral elements: (String, any Encodable)...) { list = elements.map { ($0.0, $0.1) } }

    package var fields: Fields { self }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for (name, value) in list { try container.encode(value, forKey: Name(stringValue: name)) }
    }

    package static func + (left: Fields, right: Fields) -> Fields {
        var both = left
        both.list += right.list
        return both
    }
}

/// Something that commands print for scripts. Fields are only ever added; a field without a value is `null`, never missing.
package protocol JSONShape: Encodable {
    var fields: Fields { get }
}

extension JSONShape {
    package func encode(to encoder: any Encoder) throws { try fields.encode(to: encoder) }
}
