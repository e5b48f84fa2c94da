import ClientCore
package import Models

/// Somebody's words with a name above them.
package struct Voice: Hashable, Sendable {
    package let label: String
    package let style: Style
    package let text: String
    package let at: Instant

    static func mine(_ words: Words) -> Voice { Voice(label: "You", style: .mine, text: words.text, at: words.at) }

    static func draft(_ words: Words) -> Voice { Voice(label: "Your draft", style: .quiet, text: words.text, at: words.at) }

    static func theirs(_ words: Words, _ partner: String?) -> Voice {
        Voice(label: Wording.partnerFirst(partner), style: .theirs, text: words.text, at: words.at)
    }

    /// The name, and when the words were written.
    func heading(on page: Page) -> String { style(label, on: page) + Style.quiet("  " + page.date(at), on: page) }

    /// Under the name, indented.
    func lines(on page: Page) -> [String] {
        [heading(on: page)] + body(width: page.measure.map { $0 - 2 }).map { $0.isEmpty ? "" : "  " + SafeText.isolated($0) }
    }

    func body(width: Int?) -> [String] { Wrapping.lines(SafeText.block(text), width: width) }
}
