/// Lookup and search, for a catalogue's prompts and others.
extension [Prompt] {
    /// The prompt with this id; otherwise those with this name; otherwise those whose id contains the text. Ignores case.
    package func named(_ text: String) -> [Prompt] {
        let wanted = text.lowercased()
        guard !wanted.isEmpty else { return [] }
        if let exact = first(where: { $0.id.description == wanted }) { return [exact] }
        let named = filter { $0.id.name == wanted }
        return named.isEmpty ? filter { $0.id.description.contains(wanted) } : named
    }

    /// The prompts whose question, id or barrier titles contain every word of `words`. Ignores case.
    package func searched(for words: String) -> [Prompt] {
        let wanted = words.lowercased().split(whereSeparator: \.isWhitespace)
        guard !wanted.isEmpty else { return [] }
        return filter { prompt in
            let text = ([prompt.question, prompt.id.description] + prompt.barriers.map(\.title)).joined(separator: "\n")
                .lowercased()
            return wanted.allSatisfy { text.contains($0) }
        }
    }
}
