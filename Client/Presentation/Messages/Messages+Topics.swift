/// What `twofold help` explains beside commands.
package enum HelpTopic: String, CaseIterable, Sendable {
    /// A tour of a first evening.
    case evening

    /// The text as it is shown: steps hang below their number.
    ///
    /// - Parameter page: where it is read.
    package func lines(on page: OutputLayout) -> [String] {
        let paragraphs =
            switch self {
            case .evening: Messages.Topics.evening
            }
        return paragraphs.flatMap { paragraph in
            if paragraph.isEmpty { return [""] }
            guard paragraph.first?.isNumber == true else { return Wrapping.lines(paragraph, width: page.measure) }
            let text = String(paragraph.dropFirst(3))
            return Wrapping.lines(text, width: page.measure.map { $0 - 3 }).enumerated().map {
                ($0.offset == 0 ? paragraph.prefix(3) : "   ") + $0.element
            }
        }
    }
}

extension Messages {
    enum Topics {
        static let evening = [
            "A first evening, each of you at your own device:",
            "",
            "1  Set up. `twofold` asks for a server and your name. Answering works without a server too; being two needs one.",
            "2  Invite. One of you runs `twofold invite`; the other types `twofold join`, and then the code.",
            "3  Compare what `twofold fingerprint` shows you both. If it's the same, no one is intercepting you.",
            "4  Answer, apart. `twofold` shows a question; Enter opens your editor. Write, save, close it, and press s to seal.",
            "5  Wait, with the menu open if you like. Until you've both sealed, neither can read the other's words.",
            "6  Read together. `twofold open` shows your own words, and your partner's at a key. Take your time.",
            "7  Say more, if you want: `twofold reflect`, or a heart with `twofold react`.",
            "8  Before bed, `twofold kit`: a code on paper, for the day you lose this device.",
            "",
            "Skipping is always fine, and no one is told.",
        ]
    }
}
