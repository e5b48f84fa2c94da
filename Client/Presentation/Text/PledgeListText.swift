package import Catalogue
package import ClientCore
import Machine

/// `pledge list`: current pledges, kept ones, and those that weren't kept.
package enum PledgeListText {
    package static func lines(_ pledges: [PledgeView], partner: String?, today: Day, on page: OutputLayout) -> [String] {
        let number = String(pledges.map(\.number).max() ?? 0).count
        func group(_ title: String, _ members: [PledgeView], _ note: String? = nil) -> [[String]] {
            guard !members.isEmpty else { return [] }
            let rows = members.flatMap { row($0, number, partner: partner, today: today, on: page) }
            let below = note.map { [""] + Wrapping.sentences($0, width: page.measure) } ?? []
            return [[Style.strong(title, on: page)] + rows + below]
        }
        let groups =
            group(Messages.Pledges.pledgesNow, pledges.filter { $0.isCurrent(on: today) })
            + group(Messages.Pledges.pledgesKept, pledges.filter { $0.keptOn != nil })
            + group(Messages.Pledges.pledgesOver, pledges.filter { $0.isOver(on: today) }, Messages.Pledges.pledgesOverNote)
        guard !groups.isEmpty else { return Wrapping.sentences(Messages.Pledges.noPledges, width: page.measure) }
        return Array(groups.joined(separator: [""]))
    }

    private static func row(_ pledge: PledgeView, _ number: Int, partner: String?, today: Day, on page: OutputLayout) -> [String] {
        let margin = String(repeating: " ", count: number + 4)
        let width = page.measure.map { $0 - margin.count }
        let text = Wrapping.lines(SafeText.block(pledge.text), width: width)
        let words = text.enumerated().map { index, line in
            (index == 0 ? "  " + Alignment.right(String(pledge.number), number) + "  " : margin) + SafeText.isolated(line)
        }
        let who = pledge.isMine ? Messages.Reflections.you : Messages.partnerFirst(pledge.partner ?? partner)
        let style: Style = pledge.isMine ? .mine : .theirs
        let facts = Wrapping.lines(who + ", " + Messages.Pledges.days(of: pledge, on: page), width: width)
        return words
            + facts.enumerated().map { index, line in
                guard index == 0, line.hasPrefix(who) else { return margin + Style.quiet(line, on: page) }
                return margin + style(who, on: page) + Style.quiet(String(line.dropFirst(who.count)), on: page)
            }
    }
}
