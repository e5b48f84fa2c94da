/// The file that an editor opens: the text, then the question as comments.
///
/// Editors start on the first line, so the text comes first. The question's lines are removed wherever they end up: above, below or
/// within the text, or joined to one of its lines. A user's own line can start with `#`, and stays, unless it is between the two
/// marks.
package enum DraftFile {
    private static let beginning = "# ---------------- 8< ----------------"
    private static let end = "# ---------------- >8 ----------------"
    private static let explanation = ["# Your words go above. From 8< to >8,", "# everything is left out."]
    /// From a version that needed a wider terminal.
    private static let wideBeginning = "# ------------------------ 8< ------------------------"
    private static let wideEnd = "# ------------------------ >8 ------------------------"
    private static let wideExplanation = "# Your words go above. From 8< to >8 everything is left out."
    /// From an older format, in which the text came last and only `end` was above it.
    private static let formerExplanation = "# Your words go below this line. What is above it is left out."

    static func compose(heading: String, text: String) -> String {
        text + "\n\n" + ([beginning] + explanation + comments(heading) + [end, ""]).joined(separator: "\n")
    }

    /// Whether the content has been in an editor's file, and so may contain more than the user's text.
    package static func isOne(_ content: String) -> Bool {
        [beginning, end, wideBeginning, wideEnd].contains { content.contains($0) }
    }

    /// - Parameter heading: if given, its lines are recognised even if a mark is missing, or text was joined to them.
    /// - Returns: the text, without empty lines before it and white space after it.
    package static func words(in content: String, under heading: String? = nil) -> String {
        let own = comments(heading ?? "") + [beginning, end, wideExplanation, formerExplanation] + explanation
        var rest = content.replacing("\r\n", with: "\n").replacing(wideBeginning, with: beginning)
            .replacing(wideEnd, with: end)[...]
        var pieces: [String] = []
        while let block = lastBlock(in: rest) {
            pieces += [String(rest[block.upperBound...]), typed(within: rest[block], own)]
            rest = rest[..<block.lowerBound]
        }
        pieces.append(pieces.isEmpty ? strip(own, from: rest) : String(rest))
        return pieces.reversed().map(trimmed).filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func comments(_ heading: String) -> [String] {
        heading.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { $0.isEmpty ? "#" : "# \(withoutOrders($0))" }
    }

    /// Defuses what an editor would obey in a question, which the partner wrote: Vim modelines and Emacs file variables.
    private static func withoutOrders(_ line: Substring) -> String {
        String(line).replacing(/\b(vim?|ex)([<=>]?[0-9]*):/.ignoresCase()) { "\($0.output.1)\($0.output.2) :" }
            .replacing("-*-", with: "- * -").replacing(/(Local Variables):/.ignoresCase()) { "\($0.output.1) :" }
    }

    /// From one mark to the other; in a file of the older format, from its start to the mark.
    private static func lastBlock(in text: Substring) -> Range<Substring.Index>? {
        guard let last = text.ranges(of: end).last else { return nil }
        let before = text[..<last.lowerBound]
        if let first = before.ranges(of: beginning).last { return first.lowerBound..<last.upperBound }
        return before.contains(formerExplanation) ? text.startIndex..<last.upperBound : nil
    }

    /// What the user wrote between the marks, beside comments or joined to one.
    private static func typed(within block: Substring, _ own: [String]) -> String {
        block.split(separator: "\n", omittingEmptySubsequences: false).map { without(own, $0).line }.filter { !$0.hasPrefix("#") }
            .joined(separator: "\n")
    }

    /// For text whose marks are damaged: removes the heading's lines, and empty comments between them.
    private static func strip(_ own: [String], from text: Substring) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { (line: $0, left: without(own, $0)) }
        guard let first = lines.firstIndex(where: \.left.isTouched), let last = lines.lastIndex(where: \.left.isTouched) else {
            return String(text)
        }
        return lines.indices.compactMap { index in
            let (line, left) = lines[index]
            guard (first...last).contains(index) else { return line }
            return left.isTouched && left.line.isEmpty || line == "#" ? nil : left.line
        }.joined(separator: "\n")
    }

    /// Removes the heading's lines from a line that equals or was joined to them. A short one could be the start of anything, and
    /// is removed only if it is the whole line.
    private static func without(_ own: [String], _ line: Substring) -> (line: Substring, isTouched: Bool) {
        if own.contains(where: { $0 != "#" && $0 == line }) { return ("", true) }
        let joined = own.filter { $0.count >= shortestJoined }.sorted { $0.count > $1.count }
        var (rest, isTouched) = (line, false)
        while true {
            if let found = joined.first(where: rest.hasPrefix) {
                rest = rest.dropFirst(found.count).drop(while: \.isWhitespace)
            } else if let found = joined.first(where: rest.hasSuffix) {
                rest = rest.dropLast(found.count)
                while rest.last?.isWhitespace == true || rest == "#" || rest.hasSuffix(" #") { rest.removeLast() }
            } else {
                return (rest, isTouched)
            }
            isTouched = true
        }
    }

    private static let shortestJoined = 12

    private static func trimmed(_ text: String) -> String {
        let words = text.drop(while: \.isNewline)
        return String(words[..<(words.lastIndex { !$0.isWhitespace }.map(words.index(after:)) ?? words.startIndex)])
    }
}
