/// The user's choice of editor.
enum EditorChoice {
    /// Tried in this order if the user hasn't chosen one.
    static let usual = ["sensible-editor", "nano", "vi"]

    /// A shell command: `VISUAL`, `EDITOR`, or the first usual editor that is installed.
    ///
    /// - Throws: `EditorError.noneFound`.
    static func command(in environment: [String: String]) throws(EditorError) -> String {
        for name in ["VISUAL", "EDITOR"] {
            if let command = environment[name], command.contains(where: { !$0.isWhitespace }) { return command }
        }
        guard let found = usual.first(where: { SearchPath.finds($0, in: environment) }) else { throw .noneFound }
        return found
    }
}
