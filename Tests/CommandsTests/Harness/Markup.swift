/// A page as a strict XML reader sees it: closed tags, quoted attributes, and no markup characters in any text.
struct Markup {
    struct Element: Hashable {
        let name: String
        let attributes: [String: String]
    }

    struct Flaw: Error, CustomStringConvertible {
        let description: String
    }

    private(set) var elements: [Element] = []
    /// The text between the tags, in order, as written.
    private(set) var texts: [String] = []

    init(_ page: String) throws {
        var rest = page[...]
        var open: [String] = []
        guard rest.hasPrefix("<!DOCTYPE html>\n") else { throw Flaw(description: "no doctype") }
        rest = rest.dropFirst(16)
        while let start = rest.firstIndex(of: "<") {
            try take(rest[..<start])
            guard let end = rest[start...].firstIndex(of: ">") else { throw Flaw(description: "a tag without an end") }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                guard open.popLast() == String(tag.dropFirst()) else {
                    throw Flaw(description: "</\(tag.dropFirst())> closes something else")
                }
            } else {
                let element = try Self.element(tag.hasSuffix("/") ? tag.dropLast() : tag)
                elements.append(element)
                if !tag.hasSuffix("/") { open.append(element.name) }
            }
        }
        try take(rest)
        guard open.isEmpty else { throw Flaw(description: "not closed: \(open)") }
    }

    private mutating func take(_ text: Substring) throws {
        try Self.check(text)
        texts.append(String(text))
    }

    private static func element(_ tag: Substring) throws -> Element {
        guard let match = tag.wholeMatch(of: /([a-z0-9]+)((?: [A-Za-z0-9-]+="[^"<]*")*)/) else {
            throw Flaw(description: "no tag: \(tag)")
        }
        var attributes: [String: String] = [:]
        for attribute in match.output.2.matches(of: /([A-Za-z0-9-]+)="([^"]*)"/) {
            try check(attribute.output.2)
            attributes[String(attribute.output.1)] = String(attribute.output.2)
        }
        return Element(name: String(match.output.1), attributes: attributes)
    }

    private static func check(_ text: Substring) throws {
        for piece in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
            guard piece.prefixMatch(of: /(?:amp|lt|gt|quot|#39);/) != nil else {
                throw Flaw(description: "a bare &: \(piece.prefix(20))")
            }
        }
        let isSound = text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || scalar.value >= 0x20 && scalar.value != 0x7F && ![0xFFFE, 0xFFFF].contains(scalar.value)
        }
        guard isSound else { throw Flaw(description: "a character that XML does not have") }
    }
}
