/// Which editor a person likes.
enum EditorChoice {
    /// In the order in which they are tried where nobody said.
    static let usual = ["sensible-editor", "nano", "vi"]

    /// A command for the shell: `VISUAL`, `EDITOR`, or the first usual one that is installed.
    static func command(in environment: [String: String]) throws(EditorError) -> String {
        for name in ["VISUAL", "EDITOR"] {
            if let command = environment[name], command.contains(where: { !$0.isWhitespace }) { return command }
        }
        guard let found = usual.first(where: { SearchPath.finds($0, in: environment) }) else { throw .noneFound }
        return found
    }
}
