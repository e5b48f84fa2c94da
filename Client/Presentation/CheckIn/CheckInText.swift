package import Catalogue
package import ClientCore
import Machine

/// A check-in as bars: the user's and the partner's side by side, or one below the other on a narrow page.
package struct CheckInText {
    private struct Half {
        let label: String
        let style: Style
        let date: String
        let checkIn: CheckIn
    }

    private let halves: [Half]
    private let page: OutputLayout

    /// - Returns: `nil` if any of the texts isn't a check-in; they are then shown as they are.
    private init?(_ voices: [(label: String, style: Style, words: Words)], on page: OutputLayout) {
        halves = voices.compactMap { voice in
            CheckIn(text: voice.words.text).map {
                Half(
                    label: Wrapping.truncated(voice.label, width: 20), style: voice.style, date: page.shortDate(voice.words.at),
                    checkIn: $0)
            }
        }
        self.page = page
        guard !halves.isEmpty, halves.count == voices.count else { return nil }
    }

    /// - Returns: `nil` unless `prompt` is the check-in and all texts are check-ins.
    package static func lines(
        _ prompt: PromptID, mine: Words?, theirs: Words? = nil, partner: String?, on page: OutputLayout
    ) -> [String]? {
        guard prompt == CheckIn.prompt.id else { return nil }
        let voices = [
            mine.map { (Messages.Reflections.you, Style.mine, $0) },
            theirs.map { (Messages.partnerFirst(partner), Style.theirs, $0) },
        ]
        return CheckInText(voices.compactMap { $0 }, on: page)?.lines
    }

    /// A round's whole content, for display under its state.
    ///
    /// - Returns: `nil` unless `prompt` is the check-in and all texts are check-ins.
    static func voices(_ round: RoundView, of prompt: PromptID, partner: String?, on page: OutputLayout) -> [String]? {
        guard prompt == CheckIn.prompt.id else { return nil }
        var shown: [String] = []
        if round.mine != nil || round.theirs != nil {
            guard let lines = lines(prompt, mine: round.mine, theirs: round.theirs, partner: partner, on: page) else { return nil }
            shown += [""] + lines
        }
        if let draft = round.draft {
            guard let lines = CheckInText([(Messages.Reflections.yourDraft, .quiet, draft)], on: page)?.lines else { return nil }
            shown += [""] + lines
        }
        return shown
    }

    private var isStacked: Bool { (page.width ?? 80) < 68 }

    private var lines: [String] {
        heading
            + [CheckInSubject.allCases.filter { !$0.isBetterHigh }, CheckInSubject.allCases.filter(\.isBetterHigh)].flatMap {
                group in
                let rated = group.filter { subject in halves.contains { $0.checkIn.ratings[subject] != nil } }
                let title =
                    rated.isEmpty ? [] : ["", Style.quiet(Messages.CheckIns.scale(isBetterHigh: rated[0].isBetterHigh), on: page)]
                return title + rated.flatMap(rows)
            }
    }

    /// The name and date of each column.
    private var heading: [String] {
        guard !isStacked else { return halves.map { shown($0.label, $0.style) + Style.quiet("  " + $0.date, on: page) } }
        let cells = halves.map { half in
            let name = Wrapping.truncated(half.label, width: columnWidth - DisplayWidth.of(half.date) - 2)
            let gap = String(repeating: " ", count: columnWidth - DisplayWidth.of(name + half.date))
            return shown(name, half.style) + gap + Style.quiet(half.date, on: page)
        }
        return [String(repeating: " ", count: titleWidth) + cells.joined(separator: "   ")]
    }

    private func rows(_ subject: CheckInSubject) -> [String] {
        isStacked ? stacked(subject) : sideBySide(subject)
    }

    private func sideBySide(_ subject: CheckInSubject) -> [String] {
        let cells = halves.map { half in
            let value = half.checkIn.ratings[subject]?.value
            return half.style(Bar.text(value, width: columnWidth - 4), on: page) + Alignment.right(value.map(String.init) ?? "–", 4)
        }
        return [Alignment.left(subject.title, titleWidth) + cells.joined(separator: "   ")] + notes(subject, indent: 2)
    }

    private func stacked(_ subject: CheckInSubject) -> [String] {
        let width = page.width ?? 80
        let label = min(Alignment.widest(halves.map(\.label)), max(3, width - 22))
        let bar = min(20, width - label - 9)
        let title = Wrapping.lines(subject.title, width: width).map { Style.strong($0, on: page) }
        return title
            + halves.flatMap { half -> [String] in
                let rating = half.checkIn.ratings[subject]
                let name = Alignment.left(Wrapping.truncated(half.label, width: label), label)
                let row =
                    "  " + shown(name, half.style) + "  " + half.style(Bar.text(rating?.value, width: max(0, bar)), on: page)
                    + Alignment.right(rating.map { String($0.value) } ?? "–", 4)
                return [row] + note(rating?.note, indent: 4)
            }
    }

    /// The notes, shown below the bars, each after its author's name.
    private func notes(_ subject: CheckInSubject, indent: Int) -> [String] {
        halves.flatMap { half -> [String] in
            guard let words = half.checkIn.ratings[subject]?.note else { return [] }
            let name = halves.count == 1 ? "" : half.label + ": "
            let lines = note(words, indent: indent + DisplayWidth.of(name))
            guard let first = lines.first else { return [] }
            let beginning = String(repeating: " ", count: indent) + shown(name, half.style)
            return [beginning + first.dropFirst(indent + DisplayWidth.of(name))] + lines.dropFirst()
        }
    }

    private func note(_ words: String?, indent: Int) -> [String] {
        guard let words else { return [] }
        let lines = Wrapping.lines(SafeText.block(words), width: page.measure.map { max(8, $0 - indent) })
        return lines.map { String(repeating: " ", count: indent) + SafeText.isolated($0) }
    }

    private func shown(_ name: String, _ style: Style) -> String { style(name, on: page) }

    private var titleWidth: Int { 34 }
    private var columnWidth: Int { min(24, ((page.width ?? 80) - titleWidth - 3) / 2) }
}

/// A rating as a bar of block characters.
package enum Bar {
    /// - Parameters:
    ///   - value: `nil` if there is no rating.
    ///   - isFaint: draws the bar lightly, for a previous rating.
    package static func text(_ value: Int?, width: Int, isFaint: Bool = false) -> String {
        let eighths = (value ?? 0) * width * 8 / Rating.range.upperBound
        let whole = String(repeating: isFaint ? "░" : "█", count: eighths / 8)
        let rest = isFaint || eighths % 8 == 0 ? "" : parts[eighths % 8 - 1]
        return whole + rest + String(repeating: "·", count: width - whole.count - rest.count)
    }

    private static let parts = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
}
