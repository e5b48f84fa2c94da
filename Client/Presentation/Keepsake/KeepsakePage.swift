/// A keepsake as a self-contained HTML page, without scripts or network requests.
///
/// It is well-formed XML too. Users' text has no `lang`, because its language is unknown, and takes its direction from its first
/// letter.
package struct KeepsakePage {
    let keepsake: Keepsake
    /// Draws the ratings over time.
    let charts: (Keepsake) -> String

    package init(_ keepsake: Keepsake) {
        self.init(keepsake) { CheckInChart.figures($0.trends, me: $0.me, partner: $0.partner) }
    }

    init(_ keepsake: Keepsake, charts: @escaping (Keepsake) -> String) {
        self.keepsake = keepsake
        self.charts = charts
    }

    package var text: String { html.text }

    private var html: HTML {
        .page(
            Messages.Keepsake.couple(keepsake.me, keepsake.partner), colours: "light dark", style: KeepsakeStyle.sheet,
            body: """
                \(cover)
                \(contents)
                <main>
                \(months)
                \(again)
                \(checkIns)
                \(pledges)
                \(own)
                </main>
                <footer><p>\(Messages.Keepsake.apart) \(Messages.Keepsake.madeOn(keepsake.date(keepsake.exported)))</p></footer>
                """)
    }

    private var cover: HTML {
        let count = Set(keepsake.moments.map(\.question)).count
        let told =
            count == 0 && keepsake.checkIns.isEmpty ? Messages.Keepsake.nothingOpenYet : Messages.Keepsake.openTogether(count)
        let span = keepsake.span.map { span -> HTML in
            "<p class=\"span\">\(Messages.Keepsake.span(keepsake.monthAndYear(span.first), keepsake.monthAndYear(span.last)))</p>"
        }
        return """
            <header>
            \(Self.seal)
            <h1><span class="name" dir="auto" lang="">\(keepsake.me)</span> <span class="and">&amp;</span> \
            <span class="name" dir="auto" lang="">\(keepsake.partner)</span></h1>
            \(span)
            <p>\(told)</p>
            </header>
            """
    }

    /// Two half circles that nearly touch.
    private static let seal: HTML = """
        <svg class="seal" viewBox="0 0 100 100" aria-hidden="true"><path class="one" d="M47 10 A40 40 0 0 0 47 90 Z"/>\
        <path class="two" d="M53 10 A40 40 0 0 1 53 90 Z"/></svg>
        """

    private var contents: HTML? {
        let years = Dictionary(grouping: keepsake.months, by: \.year).sorted { $0.key < $1.key }
        let items = years.map { year, months -> HTML in
            "<li><span>\(String(year))</span> \(months.map { link($0.anchor, $0.name) })</li>"
        }
        let others = chapters.filter(\.isThere).map { link($0.anchor, $0.title) }
        guard !items.isEmpty || !others.isEmpty else { return nil }
        let last: HTML? = others.isEmpty ? nil : "<li class=\"others\">\(others)</li>"
        return "<nav aria-label=\"\(Messages.Keepsake.contents)\"><ul>\(items)\(last)</ul></nav>"
    }

    private var chapters: [(isThere: Bool, anchor: String, title: String)] {
        [
            (!keepsake.threads.isEmpty, "again", Messages.Keepsake.again),
            (!keepsake.checkIns.isEmpty, "checkins", Messages.Keepsake.checkIns),
            (!keepsake.pledges.isEmpty, "pledges", Messages.Keepsake.pledges),
            (!keepsake.own.isEmpty, "own", Messages.Keepsake.own),
        ]
    }

    private func link(_ anchor: String, _ title: String) -> HTML { "<a href=\"#\(anchor)\">\(title)</a> " }
}

/// Markup that can't be injected into: every interpolated text is escaped, and only literals in the program's source are taken as
/// markup.
package struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
    package let text: String

    package init(stringLiteral value: StaticString) { text = value.description }

    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// A whole page that runs no scripts and requests nothing from a network.
    ///
    /// - Parameter colours: the schemes that the style sheet knows: `light`, `dark` or both.
    static func page(_ title: String, colours: String, style: HTML, body: HTML) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
        form-action 'none'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="\(colours)"/>
        <meta name="referrer" content="no-referrer"/>
        <title>\(title)</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

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
