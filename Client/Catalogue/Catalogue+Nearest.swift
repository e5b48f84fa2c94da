extension Catalogue {
    /// What somebody may have meant who typed `text`, which names no prompt: the nearest ids, in the order of the catalogue, three at most.
    package func nearest(to text: String) -> [PromptID] {
        let wanted = text.lowercased().split { $0.isWhitespace || $0 == "_" }.joined(separator: "-")
        let distances = prompts.compactMap { prompt in Self.distance(from: wanted, to: prompt.id).map { (prompt.id, $0) } }
        let least = distances.map(\.1).min()
        return Array(distances.filter { $0.1 == least }.map(\.0).prefix(3))
    }

    /// From the whole id, its name, or a word of that; where a deck is given, also from it alone, if the rest is a part of the name.
    private static func distance(from text: String, to id: PromptID) -> Int? {
        let words = [id.description, id.name] + id.name.split(separator: "-").map(String.init)
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        let deck = parts.count == 2 && id.name.contains(parts[1]) ? Spelling.distance(from: parts[0], to: id.deck) : nil
        return (words.map { Spelling.distance(from: text, to: $0) } + [deck]).compactMap { $0 }.min()
    }
}
