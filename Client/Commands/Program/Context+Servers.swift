import ClientCore

extension Context {
    /// The server that an argument names, or that is typed at a prompt, or that stands on standard input.
    ///
    /// - Parameters:
    ///   - argument: `nil` or `-`: it is read.
    ///   - known: the server of this home: a pin or a token alone is for that one.
    /// - Returns: `nil` for no words at all.
    /// - Throws: `ServerSettingError`.
    func server(_ argument: String?, asking prompt: String, known: ServerAddress? = nil) throws -> ServerSetting? {
        var typed = ""
        return try patiently {
            let line = try secret(argument, asking: prompt)
            typed += line + "\n"
            guard line.contains(where: { !$0.isWhitespace }) else { return nil }
            do {
                return try ServerSetting(parsing: line, known: known)
            } catch {
                // A narrow window breaks a line in two, and each is an answer of its own.
                guard let whole = try? ServerSetting(parsing: typed, known: known), whole.isTelling else { throw error }
                return whole
            }
        } mistyped: {
            argument == nil || argument == "-" ? ($0 as? ServerSettingError).map(Wording.failure) : nil
        }
    }
}
