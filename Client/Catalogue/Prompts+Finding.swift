/// How a prompt is found among others, in a catalogue or beside one.
extension [Prompt] {
    /// The one of that id; else those of that name; else those whose id has the text in it. Case does not matter.
    package func named(_ text: String) -> [Prompt] {
        let wanted = text.lowercased()
        guard !wanted.isEmpty else { return [] }
        if let exact = first(where: { $0.id.description == wanted }) { return [exact] }
        let named = filter { $0.id.name == wanted }
        return named.isEmpty ? filter { $0.id.description.contains(wanted) } : named
    }

    /// Those in which every word of `words` occurs, in the question, the id or the title of a barrier. Case does not matter.
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
