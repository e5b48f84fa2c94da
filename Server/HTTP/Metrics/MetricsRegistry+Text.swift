extension MetricsRegistry {
    package static var textType: String { "text/plain; version=0.0.4; charset=utf-8" }

    /// Everything in Prometheus' text format, version 0.0.4.
    ///
    /// It may wait for what is read only now, so don't call it where others wait for the thread.
    package func text() -> String {
        let all = all
        var text = ""
        for metric in ServerMetric.allCases {
            var lines = ""
            for series in all[metric] ?? [] { Self.write(series, of: metric, to: &lines) }
            guard !lines.isEmpty else { continue }
            text +=
                "# HELP \(metric.rawValue) \(metric.help.escaped(quotes: false))\n# TYPE \(metric.rawValue) \(metric.form.word)\n"
            text += lines
        }
        return text
    }

    private static func write(_ series: Series, of metric: ServerMetric, to text: inout String) {
        func line(_ suffix: String, _ value: String, _ more: Labels = []) {
            let labels = (series.labels + more).map { #"\#($0)="\#($1.escaped(quotes: true))""# }.joined(separator: ",")
            text += "\(metric.rawValue)\(suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(value)\n"
        }
        switch series.value {
        case .counter(let counter): line("", "\(counter.count.value)")
        case .gauge(let gauge): line("", number(gauge.value))
        case .observed(let gauge): if let value = gauge.value { line("", number(value)) }
        case .histogram(let histogram):
            guard case .histogram(let bounds, let unit) = metric.form else { return }
            // Read once, so that the last bucket and the count are the same.
            let counts = histogram.counts.map(\.value)
            var sum: Int64 = 0
            for (bound, count) in zip(bounds, counts) {
                sum += count
                line("_bucket", "\(sum)", [("le", number(Double(bound) / unit))])
            }
            sum += counts.last ?? 0
            line("_bucket", "\(sum)", [("le", "+Inf")])
            line("_sum", number(Double(histogram.sum.value) / unit))
            line("_count", "\(sum)")
        }
    }

    /// Whole numbers without a fraction, as Prometheus writes them itself.
    private static func number(_ value: Double) -> String { Int64(exactly: value).map { "\($0)" } ?? "\(value)" }
}

extension String {
    /// With the escapes of the text format; a label's value is in quotes.
    fileprivate func escaped(quotes: Bool) -> String {
        reduce(into: "") { text, character in
            switch character {
            case "\\": text += #"\\"#
            case "\n": text += #"\n"#
            case "\"" where quotes: text += #"\""#
            default: text.append(character)
            }
        }
    }
}
