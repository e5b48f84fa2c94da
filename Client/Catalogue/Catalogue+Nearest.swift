extension Catalogue {
    /// Suggestions for `text`, which matches no prompt: the nearest ids, in the order of the catalogue, three at most.
    package func nearest(to text: String) -> [PromptID] {
        let wanted = text.lowercased().split { $0.isWhitespace || $0 == "_" }.joined(separator: "-")
        let distances = prompts.compactMap { prompt in Self.distance(from: wanted, to: prompt.id).map { (prompt.id, $0) } }
        let least = distances.map(\.1).min()
        return Array(distances.filter { $0.1 == least }.map(\.0).prefix(3))
    }

    /// The smallest distance to the id, its name, or a word of the name. If `text` names a deck and the rest is part of the name,
    /// the distance to the deck counts too.
    private static func distance(from text: String, to id: PromptID) -> Int? {
        let words = [id.description, id.name] + id.name.split(separator: "-").map(String.init)
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        let deck = parts.count == 2 && id.name.contains(parts[1]) ? Spelling.distance(from: parts[0], to: id.deck) : nil
        return (words.map { Spelling.distance(from: text, to: $0) } + [deck]).compactMap { $0 }.min()
    }
}
