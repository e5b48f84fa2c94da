/// Lookup and search, for a catalogue's prompts and others.
extension [Prompt] {
    /// The prompt with this id; otherwise those with this name; otherwise those whose id contains the text. Ignores case.
    package func named(_ text: String) -> [Prompt] {
        let exact = called(text)
        return exact.isEmpty && !text.isEmpty ? filter { $0.id.description.contains(text.lowercased()) } : exact
    }

    /// The prompt with this id; otherwise those with this name. Ignores case.
    package func called(_ text: String) -> [Prompt] {
        let wanted = text.lowercased()
        if let exact = first(where: { $0.id.description == wanted }) { return [exact] }
        return filter { $0.id.name == wanted }
    }

    /// The first that asks the same, whatever its spaces and punctuation. Compares them as `FoldedText` does.
    package func asking(_ question: String) -> Prompt? {
        let wanted = FoldedText(question).letters
        return wanted.isEmpty ? nil : first { FoldedText($0.question).letters == wanted }
    }

    /// The prompts whose question, id or barrier titles contain every word of `words`. Compares them as
    /// `FoldedText` does.
    package func searched(for words: String) -> [Prompt] {
        let wanted = FoldedText.terms(of: words)
        guard !wanted.isEmpty else { return [] }
        return filter { prompt in
            let text = ([prompt.question, prompt.id.description] + prompt.barriers.map(\.title)).joined(separator: "\n")
            let folded = FoldedText(text)
            return wanted.allSatisfy(folded.contains)
        }
    }
}
