/// Finds line numbers in a deck's text, for error messages. The TOML parser reports lines for syntax errors only.
///
/// Searches on first use: the built-in decks are parsed at every start and have no errors.
final class DeckLines {
    private let text: String
    private lazy var found = Found(text)

    init(_ text: String) { self.text = text }

    func line(of field: String) -> Int? { found.top[field] }

    func line(ofPrompt index: Int) -> Int? {
        found.prompts.indices.contains(index) ? found.prompts[index].line : found.top["prompt"]
    }

    /// The line of the field; if the field is missing, the line of its prompt.
    func line(of field: String, inPrompt index: Int) -> Int? {
        found.prompts.indices.contains(index)
            ? found.prompts[index].fields[field] ?? found.prompts[index].line : found.top["prompt"]
    }
}

private struct Found {
    var top: [String: Int] = [:]
    var prompts: [(line: Int, fields: [String: Int])] = []

    init(_ text: String) {
        var isElsewhere = false
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            if let name = line.prefixMatch(of: /\s*\[\[?\s*"?([A-Za-z0-9_-]+)[^\]]*\]/)?.output.1 {
                isElsewhere = name != "prompt"
                if isElsewhere { top[String(name)] = top[String(name)] ?? index + 1 } else { prompts.append((index + 1, [:])) }
            } else if !isElsewhere, let field = line.prefixMatch(of: /\s*"?([A-Za-z0-9_-]+)"?\s*=/)?.output.1 {
                let (name, number) = (String(field), index + 1)
                if prompts.isEmpty {
                    top[name] = top[name] ?? number
                } else {
                    prompts[prompts.count - 1].fields[name] = prompts[prompts.count - 1].fields[name] ?? number
                }
            }
        }
    }
}
