import Catalogue
import Machine

/// Search terms, compared as `FoldedText` compares them.
package struct Search: Hashable, Sendable {
    private let words: [FoldedText]

    package init(_ text: String) { words = FoldedText.terms(of: text) }

    package var isEmpty: Bool { words.isEmpty }

    package func isFound(in text: String) -> Bool {
        guard !isEmpty else { return true }
        let text = FoldedText(text)
        return words.allSatisfy(text.contains)
    }

    /// Whether `text` contains at least one of the terms.
    func isHinted(in text: String) -> Bool { first(in: text) != nil }

    /// As much of a line as fits around the first match, with all matches in bold.
    func excerpt(_ line: String, width: Int?, on page: OutputLayout) -> String {
        guard let first = first(in: line) else { return width.map { Wrapping.truncated(line, width: $0) } ?? line }
        guard let width, DisplayWidth.of(line) > width else { return marked(line, on: page) }
        var start = line.index(line.startIndex, offsetBy: first)
        var room = width / 3
        while start > line.startIndex, case let before = line.index(before: start), DisplayWidth.of(line[before]) <= room {
            room -= DisplayWidth.of(line[before])
            start = before
        }
        guard start > line.startIndex else { return marked(Wrapping.truncated(line, width: width), on: page) }
        // Starts at the beginning of a word, if one starts before the match.
        let near = line.index(line.startIndex, offsetBy: first)
        if let space = line[start..<near].firstIndex(where: \.isWhitespace) { start = line.index(after: space) }
        return "…" + marked(Wrapping.truncated(String(line[start...]), width: width - 1), on: page)
    }

    private func marked(_ line: String, on page: OutputLayout) -> String {
        guard page.isColoured, !isEmpty else { return line }
        let characters = Array(line)
        let folded = FoldedText(line)
        var isMarked = [Bool](repeating: false, count: characters.count)
        for place in words.flatMap(folded.places) { for index in place { isMarked[index] = true } }
        var text = ""
        var index = 0
        while index < characters.count {
            let end = isMarked[index...].firstIndex { $0 != isMarked[index] } ?? characters.count
            let run = String(characters[index..<end])
            text += isMarked[index] ? Style.strong(run, on: page) : run
            index = end
        }
        return text
    }

    private func first(in text: String) -> Int? {
        guard !isEmpty else { return nil }
        let folded = FoldedText(text)
        return words.compactMap { folded.places(of: $0).first?.lowerBound }.min()
    }
}
