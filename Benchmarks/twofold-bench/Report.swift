#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Tables for people and for docs/benchmarks.md.
enum Report {
    static func table(_ head: [String], _ rows: [[String]]) {
        let all = [head] + rows
        let widths = head.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        say(line(head, widths))
        say("|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|")
        for row in rows { say(line(row, widths)) }
        say("")
    }

    /// Writes without buffering, even into a pipe.
    static func say(_ line: String) {
        let octets = Array((line + "\n").utf8)
        _ = write(STDOUT_FILENO, octets, octets.count)
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = zip(cells, widths).enumerated().map { index, cell in
            let space = String(repeating: " ", count: cell.1 - cell.0.count)
            return index == 0 ? cell.0 + space : space + cell.0
        }
        return "| " + padded.joined(separator: " | ") + " |"
    }

    static func whole(_ value: Double) -> String { value.isFinite ? "\(Int(value.rounded()))" : "?" }

    static func decimals(_ value: Double, _ count: Int) -> String {
        guard value.isFinite, count > 0 else { return whole(value) }
        let digits = whole(abs(value) * pow(10, Double(count)))
        let padded = String(repeating: "0", count: max(0, count + 1 - digits.count)) + digits
        return (value < 0 ? "-" : "") + padded.dropLast(count) + "." + padded.suffix(count)
    }
}
