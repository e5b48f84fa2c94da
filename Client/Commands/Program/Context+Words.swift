extension Context {
    /// The words of `--text` or `--file`, without the ends of their last lines; nil where neither was given.
    ///
    /// - Throws: a failure where there is no such file, or it holds no text.
    func words(text: String?, file: String?) throws -> String? {
        if let text { return text }
        guard let file else { return nil }
        let bytes = file == "-" ? try console.readAll() : try read(file)
        var words = try self.text(bytes, of: file == "-" ? Wording.standardInput : file)
        while words.last?.isNewline == true { words.removeLast() }
        return words
    }

    private func read(_ path: String) throws -> [UInt8] {
        do { return try files.read(path) } catch { throw Wording.unreadableFile(path) }
    }
}
