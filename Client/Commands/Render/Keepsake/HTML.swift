/// Markup in which nothing that somebody wrote can be anything but text: whatever is put into it is escaped, and only what stands in the
/// source of this program is taken as it is.
package struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
    package let text: String

    package init(stringLiteral value: StaticString) { text = value.description }

    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// - Precondition: this program drew it, and escaped every word of anybody's in it.
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

    /// Text for between tags and within quotation marks, also where the page is read as XML: control characters are shown by their
    /// pictures, and what would turn around the text beside it is left out.
    ///
    /// - Parameter noncharacter: what stands for one that XML forbids.
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
