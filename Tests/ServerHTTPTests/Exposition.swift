/// Prometheus' text format, read as strictly as it's written.
struct Exposition {
    struct Sample: Hashable {
        let name: String
        let labels: [String: String]
        let value: Double
    }

    struct Malformed: Error {
        let line: String
    }

    private(set) var samples: [Sample] = []
    private(set) var kinds: [String: String] = [:]
    private(set) var helps: [String: String] = [:]

    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Malformed(line: "no line break at the end") }
        for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            if words.first == "#", words.count == 4 {
                if words[1] == "HELP" { helps[words[2]] = words[3] } else { kinds[words[2]] = words[3] }
            } else if let match = line.wholeMatch(of: #/([a-z_]+)(?:\{(.*)\})? (\S+)/#), let value = Double(match.3) {
                var labels: [String: String] = [:]
                for label in (match.2 ?? "").matches(of: #/([a-z]+)="([^"\\]*)",?/#) { labels[String(label.1)] = String(label.2) }
                samples.append(Sample(name: String(match.1), labels: labels, value: value))
            } else {
                throw Malformed(line: String(line))
            }
        }
    }

    /// - Returns: `nil` if there is no such sample.
    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        samples.first { $0.name == name && $0.labels == labels }?.value
    }
}
