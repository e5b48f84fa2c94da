/// What an editor is opened on: the question as comments, a line that ends them, and the words.
///
/// Only the block at the top is taken off again. A line further down may begin with `#`, and stays.
enum DraftFile {
    static let cut = "# ------------------------ >8 ------------------------"
    private static let explanation = "# Your words go below this line. What is above it is left out."

    static func compose(heading: String, text: String) -> String {
        (block(heading) + [cut, "", text]).joined(separator: "\n") + (text.hasSuffix("\n") ? "" : "\n")
    }

    /// - Parameter heading: where it is known, a block whose end is gone is taken off only as far as it is this one.
    /// - Returns: the words, without empty lines before and white space after them.
    static func words(in content: String, under heading: String? = nil) -> String {
        var rest = content[...]
        var isCut = false
        while !isCut, rest.hasPrefix("#") { isCut = nextLine(&rest) == cut }
        if !isCut {
            rest = content[...]
            let own = Set(block(heading ?? ""))
            while let end = rest.firstIndex(where: \.isNewline), own.contains(String(rest[..<end])) { _ = nextLine(&rest) }
        }
        let words = rest.drop(while: \.isNewline)
        return String(words[..<(words.lastIndex { !$0.isWhitespace }.map(words.index(after:)) ?? words.startIndex)])
    }

    private static func block(_ heading: String) -> [String] {
        let question = heading.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return question.map { $0.isEmpty ? "#" : "# \($0)" } + ["#", explanation]
    }

    private static func nextLine(_ rest: inout Substring) -> String {
        let line = rest.prefix { !$0.isNewline }
        rest = rest[line.endIndex...].dropFirst()
        return String(line)
    }
}
