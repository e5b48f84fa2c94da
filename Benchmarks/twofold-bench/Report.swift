import Foundation

/// Tables for people, and for docs/benchmarks.md.
enum Report {
    static func table(_ head: [String], _ rows: [[String]]) {
        let all = [head] + rows
        let widths = head.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        say(line(head, widths))
        say("|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|")
        for row in rows { say(line(row, widths)) }
        say("")
    }

    /// Written at once, also into a pipe.
    static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = zip(cells, widths).enumerated().map { index, cell in
            let space = String(repeating: " ", count: cell.1 - cell.0.count)
            return index == 0 ? cell.0 + space : space + cell.0
        }
        return "| " + padded.joined(separator: " | ") + " |"
    }

    static func decimals(_ value: Double, _ count: Int) -> String { String(format: "%.\(count)f", value) }
    static func whole(_ value: Double) -> String { decimals(value, 0) }
}
