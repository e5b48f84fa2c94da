import Machine
import Presentation

extension Context {
    /// The text of `--text` or `--file`, without trailing line breaks; `nil` if neither was given.
    ///
    /// - Throws: `Failure` if the file can't be read or isn't text.
    func words(text: String?, file: String?) throws -> String? {
        if let text { return text }
        return try file.map { Self.words(in: try contents(of: $0)) }
    }

    /// The text of an argument, a line typed at a prompt, or else standard input. `-` counts as no argument.
    func words(_ argument: String?, asking prompt: String) throws -> String {
        Self.words(in: try secret(argument, asking: prompt))
    }

    /// Shows the text as the partner will read it, on standard error.
    func preview(_ words: String, for partner: String?) {
        let lines = Wrapping.words(words, width: page.measure.map { $0 - 2 }).map { $0.isEmpty ? "" : "  " + $0 }
        console.complain(([Wording.willRead(partner)] + lines + [""]).map { $0 + "\n" }.joined())
    }

    /// Drops whatever an editor's file contains besides the text.
    private static func words(in text: String) -> String {
        var words = DraftFile.isOne(text) ? DraftFile.words(in: text) : text
        while words.last?.isNewline == true { words.removeLast() }
        return words
    }
}
