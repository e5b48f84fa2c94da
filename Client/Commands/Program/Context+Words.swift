extension Context {
    /// The words of `--text` or `--file`, without the ends of their last lines; nil where neither was given.
    ///
    /// - Throws: a failure where there is no such file, or it holds no text.
    func words(text: String?, file: String?) throws -> String? {
        if let text { return text }
        guard let file else { return nil }
        var words = try contents(of: file)
        while words.last?.isNewline == true { words.removeLast() }
        return words
    }
}
