package import FoundationEssentials

/// The file of a deck, as JSON. Fields that are not known are passed over: they may come from a newer version.
struct DeckDocument: Decodable {
    struct Entry: Decodable {
        let name: String
        let question: String
        let barriers: [Barrier]?
        let depth: Depth
        let gentle: Bool?
    }

    let id: String
    let title: String
    let about: String?
    let prompts: [Entry]
}

extension Deck {
    /// Reads the file of a deck.
    ///
    /// - Throws: `DeckFlaw`.
    package init(json: some DataProtocol) throws(DeckFlaw) {
        let document: DeckDocument
        do {
            document = try JSONDecoder().decode(DeckDocument.self, from: Data(json))
        } catch {
            throw .unreadable
        }
        try self.init(document)
    }

    private init(_ document: DeckDocument) throws(DeckFlaw) {
        guard PromptID.isPart(document.id) else { throw .badName(document.id) }
        var names: Set<String> = []
        var prompts: [Prompt] = []
        for entry in document.prompts {
            guard let id = PromptID(deck: document.id, name: entry.name) else { throw .badName(entry.name) }
            guard names.insert(entry.name).inserted else { throw .repeated(id) }
            guard entry.question.contains(where: { !$0.isWhitespace }) else { throw .noQuestion(id) }
            prompts.append(
                Prompt(
                    id: id, question: entry.question, barriers: entry.barriers ?? [], depth: entry.depth,
                    isGentle: entry.gentle ?? false))
        }
        self.init(id: document.id, title: document.title, about: document.about ?? "", prompts: prompts)
    }
}
