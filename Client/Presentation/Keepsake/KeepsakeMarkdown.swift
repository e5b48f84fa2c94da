import Catalogue
import ClientCore
import Models

/// A keepsake as CommonMark with tables, readable as plain text too. Users' text is escaped.
package struct KeepsakeMarkdown {
    private let keepsake: Keepsake

    package init(_ keepsake: Keepsake) { self.keepsake = keepsake }

    package var text: String {
        let blocks = cover + keepsake.months.flatMap(month) + again + checkIns + pledges + own + ["---", "*\(madeOn)*"]
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private var me: String { Self.inline(keepsake.me) }
    private var partner: String { Self.inline(keepsake.partner) }
    private var madeOn: String { Messages.Keepsake.apart + " " + Messages.Keepsake.madeOn(keepsake.date(keepsake.exported)) }

    private var cover: [String] {
        let count = Set(keepsake.moments.map(\.question)).count
        guard let span = keepsake.span else {
            return ["# \(Messages.Keepsake.couple(me, partner))", Messages.Keepsake.nothingOpenYet]
        }
        return [
            "# \(Messages.Keepsake.couple(me, partner))",
            Messages.Keepsake.span(keepsake.monthAndYear(span.first), keepsake.monthAndYear(span.last)) + ". "
                + Messages.Keepsake.openTogether(count)
                + ".",
        ]
    }

    private func month(_ month: Keepsake.Month) -> [String] {
        ["## \(month.name) \(month.year)"] + month.moments.flatMap(moment)
    }

    private func moment(_ moment: Keepsake.Moment) -> [String] {
        let asking = moment.askings > 1 ? ", " + Messages.Keepsake.asking(moment.asking, of: moment.askings) : ""
        return ["### \(Self.inline(moment.question))", "*\(keepsake.date(moment.at))\(asking)*"] + pair(moment)
            + afterwards(moment)
    }

    private func pair(_ moment: Keepsake.Moment) -> [String] {
        [moment.round.mine.map { voice(me, $0) }, moment.round.theirs.map { voice(Self.inline(moment.partner), $0) }]
            .compactMap { $0 }.flatMap { $0 }
    }

    private func voice(_ name: String, _ voice: Export.Voice, _ note: String? = nil) -> [String] {
        let asked = voice.asked.map { ["*\(Self.inline(Messages.asked($0)))*"] } ?? []
        return ["**\(name)**, \(note ?? keepsake.date(voice.at))"] + asked + [Self.quote(voice.text)]
    }

    private func afterwards(_ moment: Keepsake.Moment) -> [String] {
        let name = Self.inline(moment.partner)
        let reactions = [(me, moment.round.myReaction), (name, moment.round.theirReaction)].compactMap { name, reaction in
            reaction.map { "\(name) \(Self.inline($0))" }
        }
        return (reactions.isEmpty ? [] : [reactions.joined(separator: " · ")])
            + moment.round.reflections.flatMap { reflection in
                voice(reflection.isMine ? me : name, Export.Voice(text: reflection.text, at: reflection.at))
            }
    }

    private var again: [String] {
        guard !keepsake.threads.isEmpty else { return [] }
        return ["## \(Messages.Keepsake.again)", Messages.Keepsake.againAbout]
            + keepsake.threads.flatMap { thread in
                ["### \(Self.inline(thread.question))"]
                    + thread.moments.flatMap { ["#### \(keepsake.date($0.at))"] + pair($0) }
            }
    }

    /// One row for each check-in: this partner's rating, then the other's.
    private var checkIns: [String] {
        guard !keepsake.checkIns.isEmpty else { return [] }
        let subjects = CheckInSubject.allCases.filter { subject in
            keepsake.checkIns.contains { $0.mine.ratings[subject] != nil || $0.theirs.ratings[subject] != nil }
        }
        func cell(_ rating: Rating?) -> String { rating.map { String($0.value) } ?? "–" }
        let rows = keepsake.checkIns.map { moment in
            [keepsake.date(moment.at)]
                + subjects.map { "\(cell(moment.mine.ratings[$0])) / \(cell(moment.theirs.ratings[$0]))" }
        }
        let table = ([["\(me) / \(partner)"] + subjects.map(\.title)] + [subjects.map { _ in "---" } + ["---"]] + rows)
            .map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
        return ["## \(Messages.Keepsake.checkIns)", Messages.Keepsake.checkInsAbout, table] + notes
    }

    private var notes: [String] {
        let items = keepsake.checkIns.flatMap { moment in
            CheckInSubject.allCases.flatMap { subject in
                [(me, moment.mine), (Self.inline(moment.partner), moment.theirs)].compactMap { name, checkIn in
                    checkIn.ratings[subject]?.note.map {
                        "- \(keepsake.date(moment.at)), \(subject.title), \(name): \(Self.inline($0))"
                    }
                }
            }
        }
        return items.isEmpty ? [] : ["### \(Messages.Keepsake.notes)", items.joined(separator: "\n")]
    }

    private var pledges: [String] {
        guard !keepsake.pledges.isEmpty else { return [] }
        let items = keepsake.pledges.map { pledge in
            let name = pledge.isMine ? me : pledge.partner.map(Self.inline) ?? partner
            let kept = pledge.keptOn.map { ", " + Messages.Keepsake.kept(on: $0) } ?? ""
            return "- \(name): \(Self.inline(pledge.text)) (\(Messages.Keepsake.days(pledge.from, pledge.through))\(kept))"
        }
        return ["## \(Messages.Keepsake.pledges)", Messages.Keepsake.pledgesAbout, items.joined(separator: "\n")]
    }

    private var own: [String] {
        guard !keepsake.own.isEmpty else { return [] }
        return ["## \(Messages.Keepsake.own)", Messages.Keepsake.ownAbout]
            + keepsake.own.flatMap { moment in
                ["### \(Self.inline(moment.question))"]
                    + (moment.round.mine.map { voice(me, $0, Messages.Keepsake.waits) } ?? [])
                    + (moment.round.draft.map { voice(me, $0, Messages.Keepsake.draft) } ?? [])
            }
    }

    /// On one line.
    private static func inline(_ words: String) -> String { escaped(SafeText.line(words)) }

    /// Keeps every line break.
    private static func quote(_ words: String) -> String {
        let lines = SafeText.block(words).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { index, line in
            let text = escaped(String(line.drop(while: \.isWhitespace)))
            let isLast = index + 1 == lines.count || lines[index + 1].allSatisfy(\.isWhitespace)
            return text.isEmpty ? ">" : "> \(text)\(isLast ? "" : "  ")"
        }.joined(separator: "\n")
    }

    /// Escapes punctuation with backslashes. Works on Unicode scalars, as CommonMark parsers do: combining marks beside a character
    /// form a grapheme cluster with it, but hide nothing from a parser.
    private static func escaped(_ line: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
            if "\\`*_[]<>|&~".unicodeScalars.contains(scalar) { escaped.append("\\") }
            escaped.append(scalar)
        }
        return escapedBeginning(String(escaped))
    }

    /// Escapes what would start a heading, a list, a rule or a table.
    private static func escapedBeginning(_ line: String) -> String {
        let scalars = line.unicodeScalars
        guard let first = scalars.first else { return line }
        if "#+-=:".unicodeScalars.contains(first) { return "\\" + line }
        let digits = scalars.prefix { ("0"..."9").contains($0) }
        guard !digits.isEmpty, let next = scalars[digits.endIndex...].first, ".)".unicodeScalars.contains(next) else { return line }
        return String(digits) + "\\" + String(scalars[digits.endIndex...])
    }
}
