extension Context {
    /// The words of `--text` or `--file`, without the ends of their last lines; nil where neither was given.
    ///
    /// - Throws: a failure where there is no such file, or it holds no text.
    func words(text: String?, file: String?) throws -> String? {
        if let text { return text }
        return try file.map { Self.words(in: try contents(of: $0)) }
    }

    /// Those of an argument, or what is typed at a prompt, or else standard input. `-` stands for no argument.
    func words(_ argument: String?, asking prompt: String) throws -> String {
        Self.words(in: try secret(argument, asking: prompt))
    }

    /// Shows words as the partner will read them, beside the result of the command.
    func preview(_ words: String, for partner: String?) {
        let lines = Wrapping.words(words, width: page.measure.map { $0 - 2 }).map { $0.isEmpty ? "" : "  " + $0 }
        console.complain(([Wording.willRead(partner)] + lines + [""]).map { $0 + "\n" }.joined())
    }

    /// What an editor's file holds besides words is left out.
    private static func words(in text: String) -> String {
        var words = DraftFile.isOne(text) ? DraftFile.words(in: text) : text
        while words.last?.isNewline == true { words.removeLast() }
        return words
    }
}
