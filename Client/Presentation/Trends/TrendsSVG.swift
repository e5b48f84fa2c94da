package import Catalogue
package import ClientCore
import Models

/// The check-in charts as SVG: light or dark as the reader prefers, without scripts or external resources.
///
/// All classes start with `tf-` and all ids with `prefix`, so that charts can be embedded in another page.
package struct TrendsSVG {
    private let me: String?
    private let partner: String
    private let clock: WallClock
    private let prefix: String

    /// - Parameters:
    ///   - me: the user's name; `nil` addresses the reader.
    ///   - prefix: for ids. Must differ if a page contains the charts twice.
    package init(me: String? = nil, partner: String?, clock: WallClock, prefix: String = "trend") {
        (self.me, self.partner) = (me.map(SafeText.line), Messages.partnerFirst(partner))
        (self.clock, self.prefix) = (clock, prefix)
    }

    /// A complete file with the charts of all subjects.
    package func document(_ trends: Trends) -> String {
        let span = TrendsChart.span(trends.series)
        let rows = (trends.series.count + 1) / 2
        let (width, height) = (2 * (TrendsChart.width + Self.margin) + Self.margin, Self.head + rows * Self.step + Self.margin)
        let charts = trends.series.enumerated().map { index, series in
            let (x, y) = (Self.margin + index % 2 * (TrendsChart.width + Self.margin), Self.head + index / 2 * Self.step)
            return chart(series, over: span, placed: #" x="\#(x)" y="\#(y)""#)
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="tf" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
            role="img" aria-labelledby="\(prefix)-all">
            <style>\(Self.style)</style>
            <title id="\(prefix)-all">\(Messages.Charts.trends)</title>
            <rect class="tf-ground" width="100%" height="100%"/>
            <text class="tf-heading" x="\(Self.margin)" y="42">\(Messages.Charts.trends)</text>
            \(trends.series.isEmpty ? nothing : legend)
            \(charts.joined(separator: "\n"))
            </svg>

            """
    }

    /// The chart of one subject, to embed in a page that contains `style`.
    package func chart(_ series: Trends.Series) -> String { chart(series, over: TrendsChart.span([series]), placed: "") }

    private func chart(_ series: Trends.Series, over span: ClosedRange<Instant>, placed: String) -> String {
        TrendsChart(
            series: series, span: span, me: me ?? Messages.Charts.youWithin, partner: partner, clock: clock,
            id: "\(prefix)-\(series.subject.name)"
        )
        .text(placed: placed)
    }

    private static let margin = 28
    private static let head = 92
    private static let step = TrendsChart.height + 26

    private var legend: String {
        let second = Self.margin + 90
        return """
            <g class="tf-label"><path class="tf-line tf-mine" d="M\(Self.margin) 66h24"/>\(TrendsChart.mark(isMine: true, Self.margin + 12, 66))\
            <text x="\(Self.margin + 32)" y="70">\(TrendsChart.escaped(me ?? Messages.Reflections.you))</text>\
            <path class="tf-line tf-theirs" d="M\(second) 66h24"/>\(TrendsChart.mark(isMine: false, second + 12, 66))\
            <text x="\(second + 32)" y="70">\(TrendsChart.escaped(partner))</text></g>
            """
    }

    private var nothing: String {
        #"<text class="tf-label" x="\#(Self.margin)" y="70">\#(TrendsChart.escaped(Messages.Charts.nothingToPlot))</text>"#
    }

    /// The style of the charts: include it once in a page, within `<style>`.
    package static let style = """

        .tf{--tf-ground:#fffdf8;--tf-ink:#2c2926;--tf-quiet:#6f6960;--tf-grid:#e5dfd4;--tf-mine:#0b7285;--tf-theirs:#a23b72;\
        font-family:system-ui,-apple-system,"Segoe UI","Noto Sans",sans-serif;font-size:13px}
        @media (prefers-color-scheme:dark){.tf{--tf-ground:#1d1b19;--tf-ink:#eee9e1;--tf-quiet:#aaa297;--tf-grid:#3b3732;\
        --tf-mine:#66d0de;--tf-theirs:#ef9cc8}}
        .tf-ground{fill:var(--tf-ground)}
        .tf-heading{fill:var(--tf-ink);font-size:22px;font-weight:600}
        .tf-title{fill:var(--tf-ink);font-size:15px;font-weight:600}
        .tf-label{fill:var(--tf-quiet)}
        .tf-grid{stroke:var(--tf-grid);stroke-width:1;fill:none}
        .tf-line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
        .tf-line.tf-mine{stroke:var(--tf-mine)}
        .tf-line.tf-theirs{stroke:var(--tf-theirs);stroke-dasharray:2 5}
        .tf-mark.tf-mine{fill:var(--tf-mine);stroke:var(--tf-ground);stroke-width:1.5}
        .tf-mark.tf-theirs{fill:var(--tf-ground);stroke:var(--tf-theirs);stroke-width:2}
        """ + "\n"
}
