/// Finds the lines of a deck's text, for people who look for what is wrong. The reader of TOML tells lines only where it reads no TOML.
struct DeckLines {
    private var top: [String: Int] = [:]
    private var prompts: [(line: Int, fields: [String: Int])] = []

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

    func line(of field: String) -> Int? { top[field] }

    func line(ofPrompt index: Int) -> Int? { prompts.indices.contains(index) ? prompts[index].line : top["prompt"] }

    /// Of the prompt, where the field is not there.
    func line(of field: String, inPrompt index: Int) -> Int? {
        prompts.indices.contains(index) ? prompts[index].fields[field] ?? prompts[index].line : top["prompt"]
    }
}
