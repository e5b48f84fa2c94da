/// A prompt's permanent name, as `deck/name`. Both parts consist of lower-case ASCII letters, digits and inner hyphens.
package struct PromptID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let description: String

    package var deck: String { String(description.prefix { $0 != "/" }) }
    package var name: String { String(description.drop { $0 != "/" }.dropFirst()) }

    /// - Returns: `nil` if either part is malformed.
    package init?(deck: String, name: String) {
        guard Self.isPart(deck), Self.isPart(name) else { return nil }
        self.init(validDeck: deck, name: name)
    }

    /// - Precondition: both parts are well-formed.
    package init(validDeck deck: String, name: String) { description = "\(deck)/\(name)" }

    /// - Returns: `nil` unless `text` is exactly a deck, a slash and a name.
    package init?(_ text: String) {
        guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")), Self.isPart(text.utf8[..<slash]),
            Self.isPart(text.utf8[text.utf8.index(after: slash)...])
        else { return nil }
        description = text
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = PromptID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected deck/name")
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package static func < (left: PromptID, right: PromptID) -> Bool { left.description < right.description }

    /// Whether `text` can be the id of a deck, or the name of a prompt within one.
    package static func isPart(_ text: String) -> Bool { isPart(text.utf8) }

    private static func isPart(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last, first != hyphen, last != hyphen else { return false }
        return bytes.count <= longestPart
            && bytes.allSatisfy { $0 == hyphen || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    }

    /// In characters.
    package static let longestPart = 64

    private static let hyphen = UInt8(ascii: "-")
}
