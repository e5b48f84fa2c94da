/// Markup that can't be injected into: every interpolated text is escaped, and only literals in the program's source are taken as
/// markup.
package struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
    package let text: String

    package init(stringLiteral value: StaticString) { text = value.description }

    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// - Precondition: this program generated the markup and escaped every user's text in it.
    init(drawn text: String) { self.text = text }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

        package mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
        package mutating func appendInterpolation(_ words: String) { text += HTML.escaped(words) }
        package mutating func appendInterpolation(_ number: Int) { text += String(number) }
        package mutating func appendInterpolation(_ markup: HTML) { text += markup.text }
        package mutating func appendInterpolation(_ markup: HTML?) { text += markup?.text ?? "" }
        package mutating func appendInterpolation(_ markup: [HTML]) { for piece in markup { text += piece.text } }
    }

    /// Escapes text for elements and quoted attributes, also for pages read as XML. Control characters are replaced by their
    /// pictures; characters that would reorder adjacent text are removed.
    ///
    /// - Parameter noncharacter: replaces characters that XML forbids.
    static func escaped(_ words: String, noncharacter: String = "\u{FFFD}") -> String {
        var escaped = ""
        for scalar in SafeText.block(words).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\u{FFFE}", "\u{FFFF}": escaped += noncharacter
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
