package import ClientCore
package import Machine
package import Models

/// One partner's text, with a name above it.
package struct Voice: Hashable, Sendable {
    package let label: String
    package let style: Style
    package let text: String
    package let at: Instant
    /// The question that it was written for, if that differs from the one shown above.
    package let asked: String?

    package init(_ words: Words, _ label: String, _ style: Style) {
        (self.label, self.style, text, at, asked) = (label, style, words.text, words.at, words.asked)
    }

    package static func mine(_ words: Words) -> Voice { Voice(words, Wording.you, .mine) }

    package static func draft(_ words: Words) -> Voice { Voice(words, Wording.yourDraft, .quiet) }

    package static func theirs(_ words: Words, _ partner: String?) -> Voice { Voice(words, Wording.partnerFirst(partner), .theirs) }

    package static func remark(_ remark: Remark, _ partner: String?) -> Voice {
        Voice(
            Words(text: remark.text, at: remark.at), Wording.lookingBack(remark.isMine, partner), remark.isMine ? .mine : .theirs)
    }

    /// The name, and when the text was written.
    package func heading(on page: Page) -> String { style(label, on: page) + Style.quiet("  " + page.date(at), on: page) }

    /// The heading, then the text, indented.
    package func lines(on page: Page) -> [String] {
        [heading(on: page)] + body(width: page.measure.map { $0 - 2 }).map { $0.isEmpty ? "" : "  " + $0 }
    }

    package func body(width: Int?) -> [String] {
        let asked = asked.map { Wrapping.lines(SafeText.line(Wording.asked($0)), width: width) + [""] } ?? []
        return asked + Wrapping.words(text, width: width)
    }
}
