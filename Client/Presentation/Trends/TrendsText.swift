package import Catalogue
package import ClientCore
import Machine
import Models

/// `trends`: a small plot for each subject, and what can be read from them.
package struct TrendsText {
    private let trends: Trends
    private let partner: String?
    private let page: OutputLayout

    package static func lines(_ trends: Trends, partner: String?, on page: OutputLayout) -> [String] {
        TrendsText(trends: trends, partner: partner, page: page).lines
    }

    /// A single subject: a larger plot, and the notes.
    package static func lines(_ trends: Trends, about subject: CheckInSubject, partner: String?, on page: OutputLayout) -> [String]
    {
        TrendsText(trends: trends, partner: partner, page: page).lines(about: subject)
    }

    private var lines: [String] {
        guard !trends.series.isEmpty else { return told(Messages.Charts.noTrends(trends, partner)) }
        let groups = [false, true].map { isHigh in trends.series.filter { $0.subject.isBetterHigh == isHigh } }
        let plots = groups.filter { !$0.isEmpty }.flatMap { group in
            [""] + scale(group[0].subject) + grid(group)
        }
        return heading + plots + reading
    }

    private func lines(about subject: CheckInSubject) -> [String] {
        guard let series = trends.series.first(where: { $0.subject == subject }) else {
            return told(Messages.Charts.noTrend(subject))
        }
        let columns = min(page.width ?? 80, 100)
        let about = Wrapping.lines(subject.about, width: page.measure).map { Style.quiet($0, on: page) }
        let title = Wrapping.lines(subject.title, width: page.measure).map { Style.strong($0, on: page) }
        return title + about + [legend(series, columns: columns)] + scale(subject) + basis + [""]
            + TrendsPlot(series: series, span: TrendsChart.span([series]), columns: columns, rows: 11).lines(on: page)
            + words(series)
    }

    // MARK: Plots

    private var heading: [String] {
        let names = "\(TrendsPlot.mine) \(Messages.Reflections.you)   \(TrendsPlot.theirs) \(name(page.width ?? 80))"
        return [Style.strong(Messages.Charts.trends, on: page), names] + basis
    }

    private var basis: [String] {
        told(Messages.Charts.together(trends, since: page.date(TrendsChart.span(trends.series).lowerBound), partner))
    }

    /// Shortened to leave room for the signs and numbers beside it.
    private func name(_ columns: Int) -> String { Wrapping.truncated(Messages.partnerFirst(partner), width: min(20, columns - 16)) }

    private func scale(_ subject: CheckInSubject) -> [String] {
        Wrapping.lines(Messages.CheckIns.scale(isBetterHigh: subject.isBetterHigh), width: page.measure).map {
            Style.quiet($0, on: page)
        }
    }

    /// As many plots side by side as fit.
    private func grid(_ group: [Trends.Series]) -> [String] {
        let width = min(page.width ?? 80, 120)
        let count = max(1, (width + Self.gap) / 40)
        let columns = (width - Self.gap * (count - 1)) / count
        let cells = group.map { cell($0, columns: columns) }
        return stride(from: 0, to: cells.count, by: count).flatMap { start -> [String] in
            let row = cells[start..<min(start + count, cells.count)]
            let height = row.map(\.count).max() ?? 0
            return [""]
                + (0..<height).map { line in Self.beside(row.map { line < $0.count ? $0[line] : ("", 0) }, columns: columns) }
        }
    }

    private static let gap = 3

    private func cell(_ series: Trends.Series, columns: Int) -> [(shown: String, width: Int)] {
        let title = Wrapping.truncated(series.subject.title, width: columns)
        let plot = TrendsPlot(series: series, span: TrendsChart.span(trends.series), columns: columns, rows: 5)
        let plain = OutputLayout(width: page.width, isColoured: false, clock: page.clock, now: page.now)
        let widths = plot.lines(on: plain).map { DisplayWidth.of($0) }
        let legends = [page, plain].map { legend(series, columns: columns, on: $0) }
        return [(Style.strong(title, on: page), DisplayWidth.of(title)), (legends[0], DisplayWidth.of(legends[1]))]
            + zip(plot.lines(on: page), widths).map { ($0, $1) }
    }

    private static func beside(_ cells: [(shown: String, width: Int)], columns: Int) -> String {
        cells.enumerated().map { index, cell in
            let isLast = index == cells.count - 1 || cells[(index + 1)...].allSatisfy { $0.width == 0 }
            return isLast ? cell.shown : cell.shown + String(repeating: " ", count: columns + gap - cell.width)
        }.joined()
    }

    /// Which sign is whose, and the latest ratings.
    private func legend(_ series: Trends.Series, columns: Int, on page: OutputLayout? = nil) -> String {
        let page = page ?? self.page
        let mine = series.mine.last.map {
            Style.mine("\(TrendsPlot.mine) \(Messages.Reflections.you) \($0.rating.value)", on: page)
        }
        let theirs = series.theirs.last.map { Style.theirs("\(TrendsPlot.theirs) \(name(columns)) \($0.rating.value)", on: page) }
        return [mine, theirs].compactMap { $0 }.joined(separator: "   ")
    }

    // MARK: Words

    private var reading: [String] {
        let paragraphs = [Messages.Charts.gaps(trends, partner), Messages.Charts.eased(trends)].compactMap { $0 }
        let suggested = trends.suggestions.flatMap { prompt in
            Wrapping.lines(prompt.label, width: page.measure.map { $0 - 2 }).map { "  " + $0 }
                + Wrapping.lines(SafeText.line(prompt.question), width: page.measure.map { $0 - 4 })
                .map { Style.quiet("    " + $0, on: page) }
        }
        return paragraphs.flatMap { [""] + told($0) }
            + (suggested.isEmpty ? [] : [""] + told(Messages.Charts.suggested) + suggested)
    }

    /// The notes to the ratings, latest first.
    private func words(_ series: Trends.Series) -> [String] {
        let mine = series.mine.map { (Messages.Reflections.you, Style.mine, $0) }
        let all = mine + series.theirs.map { (name(page.width ?? 80), Style.theirs, $0) }
        let said = all.filter { $0.2.rating.note != nil }.sorted { $0.2.at > $1.2.at }
        return said.flatMap { name, style, point -> [String] in
            let heading = style("\(name) \(point.rating.value)", on: page) + Style.quiet("  " + page.shortDate(point.at), on: page)
            let lines = Wrapping.lines(SafeText.block(point.rating.note ?? ""), width: page.measure.map { $0 - 2 })
            return ["", heading] + lines.map { "  " + SafeText.isolated($0) }
        }
    }

    private func told(_ text: String) -> [String] { Wrapping.sentences(text, width: page.measure) }
}
