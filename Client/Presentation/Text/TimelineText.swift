package import Catalogue
package import ClientCore
import Machine
import Models

/// `timeline`: revealed rounds and kept pledges, month by month.
package struct TimelineText {
    /// What to search for; matches are shown in context.
    private let search: Search
    private let partner: String?
    private let names: PromptNames
    private let page: OutputLayout
    private static let indent = 4

    package init(search: Search, partner: String?, names: PromptNames = .ids, page: OutputLayout) {
        (self.search, self.partner, self.names, self.page) = (search, partner, names, page)
    }

    /// - Parameter pledges: the kept ones.
    package func lines(_ entries: [TimelineEntry], pledges: [PledgeView]) -> [String] {
        var items = entries.map { (day: page.day($0.at), lines: lines($0)) }
        items += pledges.compactMap { pledge in pledge.keptOn.map { (day: $0, lines: lines(pledge)) } }
        guard !items.isEmpty else { return Wrapping.sentences(Messages.Reflections.emptyTimeline(search), width: page.measure) }
        // Stable: items of one day keep their order.
        items = items.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
        var before: Day?
        return items.flatMap { item in
            defer { before = item.day }
            let month = before.map(Month.init) == Month(item.day) ? [""] : self.month(item.day, isFirst: before == nil)
            let number = before == item.day ? "" : String(item.day.civil.day)
            let margin = Style.quiet(Alignment.right(number, 2), on: page) + "  "
            return month
                + item.lines.enumerated().map {
                    $0.offset == 0 ? margin + $0.element : String(repeating: " ", count: 4) + $0.element
                }
        }
    }

    private func month(_ day: Day, isFirst: Bool) -> [String] {
        (isFirst ? [] : ["", ""]) + [Style.strong(day.civil.monthAndYear, on: page), ""]
    }

    private func lines(_ entry: TimelineEntry) -> [String] {
        let round = entry.round
        let partner = round.partner(or: partner)
        let isCheckIn = entry.prompt == CheckIn.prompt.id
        let question =
            isCheckIn ? wrapped(Messages.Reflections.checkedIn(isOpen: round.isOpen)) : self.question(entry.question)
        if isCheckIn, search.isEmpty { return question }
        let voices = [
            round.mine.map { (Messages.Reflections.you, Style.mine, read($0)) },
            round.draft.map { (Messages.Reflections.yourDraft, Style.quiet, read($0)) },
            round.theirs.map { (Messages.partnerFirst(partner), Style.theirs, read($0)) },
        ].compactMap { $0 }
        let reflections = search.isEmpty ? [] : round.reflections.filter { search.isHinted(in: $0.text) }
        let said = reflections.map {
            $0.isMine ? (Messages.Reflections.you, Style.mine, $0.text) : (Messages.partnerFirst(partner), Style.theirs, $0.text)
        }
        return question + lines(voices + said) + facts(entry)
    }

    /// Shows the question that a text was written for, so that it isn't read as an answer to another.
    private func read(_ words: Words) -> String {
        (words.asked.map { "[\(Messages.asked(SafeText.line($0)))] " } ?? "") + words.text
    }

    /// On two lines at most.
    private func question(_ text: String) -> [String] {
        let width = page.measure.map { $0 - Self.indent }
        var lines = Wrapping.lines(SafeText.line(text), width: width)
        if lines.count > 2, let width { lines = [lines[0], Wrapping.truncated(lines[1] + " " + lines[2], width: width)] }
        return lines.map { Style.strong($0, on: page) }
    }

    /// One line for each, one below the other.
    private func lines(_ voices: [(name: String, style: Style, text: String)]) -> [String] {
        let names = voices.map { Wrapping.truncated($0.name, width: 20) }
        let widest = Alignment.widest(names)
        let room = page.measure.map { max(8, $0 - Self.indent - widest - 2) }
        return zip(voices, names).map { voice, name in
            let padding = String(repeating: " ", count: widest - DisplayWidth.of(name) + 2)
            return voice.style(name, on: page) + padding + search.excerpt(SafeText.line(voice.text), width: room, on: page)
        }
    }

    private func lines(_ pledge: PledgeView) -> [String] {
        wrapped(Messages.Reflections.kept(pledge, pledge.partner ?? partner))
    }

    private func wrapped(_ text: String) -> [String] {
        Wrapping.lines(text, width: page.measure.map { $0 - Self.indent })
    }

    private func facts(_ entry: TimelineEntry) -> [String] {
        let round = entry.round
        let partner = round.partner(or: partner)
        let name = names[entry.prompt] + (round.number > 1 ? ", round \(round.number)" : "")
        let parts =
            [name] + (round.isOpen ? [] : [Messages.Reflections.notOpen])
            + ReflectionText.reactions(round.myReaction, round.theirReaction, partner)
            + (round.reflections.isEmpty ? [] : [Messages.count(round.reflections.count, "reflection", "reflections")])
        return Wrapping.items(parts, between: " · ", width: page.measure.map { $0 - Self.indent }).map { Style.quiet($0, on: page) }
    }
}

/// A calendar month.
package struct Month: Hashable {
    let year: Int64
    package let month: Int

    package init(_ day: Day) { (year, month) = (day.civil.year, day.civil.month) }

    /// Parses a month such as `2026-11`.
    package init?(_ text: String) {
        guard let first = Day(text + "-01") else { return nil }
        self.init(first)
    }
}
