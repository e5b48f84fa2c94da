import Catalogue
package import ClientCore
import Models

/// Both partners' ratings over time, in a small chart for each subject: a solid line with dots, and a dashed one with squares.
package enum CheckInChart {
    /// - Returns: SVG, with the classes `one` and `two` for the partners.
    package static func figures(_ trends: Trends, me: String, partner: String) -> String {
        let times = trends.series.flatMap { $0.mine + $0.theirs }.map(\.at)
        guard let first = times.min(), let last = times.max() else { return "" }
        let scale = Scale(first: first, last: last)
        return trends.series.map { figure($0, scale, me, partner).text }.joined()
    }

    private static func figure(_ series: Trends.Series, _ scale: Scale, _ me: String, _ partner: String) -> HTML {
        let told = Messages.Keepsake.chart(
            series.subject.title,
            [(me, series.mine.map(\.rating.value)), (partner, series.theirs.map(\.rating.value))])
        let sense = series.subject.isBetterHigh ? Messages.Keepsake.highIsBetter : Messages.Keepsake.lowIsBetter
        let grid = [0, 5, 10].map { value -> HTML in
            let y = scale.y(value)
            return """
                <line class="grid" x1="\(Scale.left)" x2="\(Scale.right)" y1="\(y)" y2="\(y)"/>\
                <text class="tick" x="\(Scale.left - 6)" y="\(y + 4)" text-anchor="end">\(value)</text>
                """
        }
        return """
            <figure><figcaption>\(series.subject.title) <span>\(sense)</span></figcaption>\
            <svg viewBox="0 0 260 124" role="img" aria-label="\(told)">\(grid)\
            <g class="two">\(line(series.theirs, scale))\(series.theirs.map { square($0, scale) })</g>\
            <g class="one">\(line(series.mine, scale))\(series.mine.map { dot($0, scale) })</g></svg></figure>

            """
    }

    private static func line(_ points: [Trends.Point], _ scale: Scale) -> HTML? {
        guard points.count > 1 else { return nil }
        let places = points.map { "\(scale.x($0.at)),\(scale.y($0.rating.value))" }.joined(separator: " ")
        return "<polyline points=\"\(places)\"/>"
    }

    private static func dot(_ point: Trends.Point, _ scale: Scale) -> HTML {
        "<circle cx=\"\(scale.x(point.at))\" cy=\"\(scale.y(point.rating.value))\" r=\"4\"/>"
    }

    private static func square(_ point: Trends.Point, _ scale: Scale) -> HTML {
        "<rect x=\"\(scale.x(point.at) - 4)\" y=\"\(scale.y(point.rating.value) - 4)\" width=\"8\" height=\"8\"/>"
    }
}

private struct Scale {
    let first: Instant
    let last: Instant

    static let left = 26
    static let right = 250

    /// A single point in time is centred.
    func x(_ instant: Instant) -> Int {
        guard last > first else { return (Self.left + Self.right) / 2 }
        let part = instant.duration(since: first) / last.duration(since: first)
        return Self.left + 8 + Int(part * Double(Self.right - Self.left - 16))
    }

    func y(_ value: Int) -> Int { 112 - value * 10 }
}
