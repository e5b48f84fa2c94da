/// Finds the lines of a deck's text, for people who look for what is wrong. The reader of TOML tells lines only where it reads no TOML.
///
/// It looks only once it is asked: the decks of the program are read at every start, and have no flaw.
final class DeckLines {
    private let text: String
    private lazy var found = Found(text)

    init(_ text: String) { self.text = text }

    func line(of field: String) -> Int? { found.top[field] }

    func line(ofPrompt index: Int) -> Int? {
        found.prompts.indices.contains(index) ? found.prompts[index].line : found.top["prompt"]
    }

    /// Of the prompt, where the field is not there.
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
