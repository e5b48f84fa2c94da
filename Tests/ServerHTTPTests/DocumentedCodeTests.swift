import Foundation
import ServerCore
import Testing
import Wire

/// Compares the tables of codes in docs/protocol/http.md with the server's codes, and with docs/openapi.yaml.
@Suite("The documented codes")
struct DocumentedCodeTests {
    private let chapter: [Substring]
    private let description: [Substring]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        func lines(_ path: String) throws -> [Substring] {
            try String(contentsOf: root.appending(path: path), encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
        }
        chapter = try lines("docs/protocol/http.md")
        description = try lines("docs/openapi.yaml")
    }

    @Test func `every code has its row, and there its status`() {
        var listed: [String] = []
        for line in chapter {
            let cells = cells(of: line)
            guard cells.count == 3, let status = Int(cells[0]) else { continue }
            listed += codes(in: cells[1]).map { "\($0): \(status)" }
        }
        #expect(listed.sorted() == ErrorCode.statuses.map { "\($0): \($1)" }.sorted())
    }

    @Test func `a route fails with what its row says, and in openapi with the same statuses`() throws {
        let head = try #require(chapter.first { $0.hasPrefix("| route | request → reply |") })
        let always = statuses(of: codes(in: cells(of: head)[2])).union(["405"])
        let rows = chapter.map(cells).filter { $0.count == 3 && $0[0].hasPrefix("`/") && $0[1].contains("→") }
        #expect(rows.count > 6)
        for row in rows {
            let path = row[0].filter { $0 != "`" }
            let own = statuses(of: codes(in: row[2]))
            let described = describedStatuses(of: path)
            #expect(!described.isEmpty, "\(path)")
            #expect(own.subtracting(described) == [], "\(path)")
            #expect(described.subtracting(own).subtracting(always) == [], "\(path)")
        }
    }

    private func cells(of line: Substring) -> [Substring] {
        guard line.hasPrefix("| ") else { return [] }
        return line.dropFirst(2).dropLast(2).split(separator: "|", omittingEmptySubsequences: false).map {
            Substring($0.trimmingCharacters(in: .whitespaces))
        }
    }

    /// Words in back-ticks that look like a code.
    private func codes(in cell: Substring) -> [String] {
        let words = cell.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map(
            \.element)
        return words.filter { $0.allSatisfy { $0 == "_" || $0.isLowercase } }.map(String.init)
    }

    private func statuses(of codes: [String]) -> Set<String> {
        Set(codes.map { code in ErrorCode.statuses[ErrorCode(rawValue: code)].map(String.init) ?? "\(code) has no status" })
    }

    /// Except for 200.
    private func describedStatuses(of path: String) -> Set<String> {
        let rest = description.drop { $0 != "  \(path):" }.dropFirst().prefix {
            !$0.hasPrefix("  /") && !$0.hasPrefix("components")
        }
        return Set(rest.filter { $0.hasPrefix("        \"") }.map { String($0.dropFirst(9).prefix(3)) }).subtracting(["200"])
    }
}
