import Models

extension Deck {
    /// Limits of a couple's own deck: the number of prompts, and the bytes of one question.
    package static let promptLimit = 500
    package static let questionLimit = 2_000
    /// The most bytes in the text of such a deck: somewhat less than a record can hold.
    package static let textLimit = 200_000

    /// Parses a built-in deck, in which every prompt has a permanent name.
    ///
    /// - Throws: `DeckError`.
    package init(builtIn text: String) throws(DeckError) { self = try BuiltInDeck(text).deck }

    /// Parses a deck that the couple wrote. An id is bound to the text of its question: a changed question gets another id, so an
    /// answer never appears under a question that it wasn't given to.
    ///
    /// - Parameter taken: ids that this deck can't have.
    /// - Throws: `DeckError`.
    package init(own text: String, taken: [String]) throws(DeckError) {
        guard text.utf8.count <= Self.textLimit else { throw DeckError(.longText(limit: Self.textLimit)) }
        let file = try DeckFile(text, isBuiltIn: false)
        guard !taken.contains(file.id) else { throw DeckError(.taken(file.id), line: file.line) }
        guard !file.entries.isEmpty else { throw DeckError(.noPrompts) }
        guard file.entries.count <= Self.promptLimit else { throw DeckError(.manyPrompts(limit: Self.promptLimit)) }
        try self.init(file) { (deck, entry) throws(DeckError) in
            guard entry.question.utf8.count <= Self.questionLimit else {
                throw DeckError(.longQuestion(limit: Self.questionLimit), line: entry.line)
            }
            guard let id = PromptID(deck: deck, name: entry.name, boundTo: entry.question) else {
                throw DeckError(.badName(entry.name ?? ""), line: entry.line)
            }
            return id
        }
    }

    fileprivate init(_ file: DeckFile, id: (_ deck: String, DeckFile.Entry) throws(DeckError) -> PromptID) throws(DeckError) {
        guard PromptID.isPart(file.id) else { throw DeckError(.badName(file.id), line: file.line) }
        var prompts: [Prompt] = []
        var ids: Set<PromptID> = []
        for entry in file.entries {
            let id = try id(file.id, entry)
            guard ids.insert(id).inserted else { throw DeckError(.repeated(id), line: entry.line) }
            prompts.append(Prompt(id, entry))
        }
        self.init(id: file.id, title: file.title, about: file.about, prompts: prompts, isOptIn: file.isOptIn)
    }
}

/// A built-in deck with its past.
struct BuiltInDeck: Sendable {
    let deck: Deck
    let past: [PastPrompt]

    /// - Throws: `DeckError`.
    init(_ text: String) throws(DeckError) {
        let file = try DeckFile(text, isBuiltIn: true)
        func id(_ deck: String, _ entry: DeckFile.Entry) throws(DeckError) -> PromptID {
            guard let name = entry.name else { throw DeckError(.missing("name"), line: entry.line) }
            guard let id = PromptID(deck: deck, name: name) else { throw DeckError(.badName(name), line: entry.line) }
            return id
        }
        deck = try Deck(file, id: id)
        var past: [PastPrompt] = []
        for (prompt, entry) in zip(deck.prompts, file.entries) {
            let added = entry.edition ?? file.edition ?? 1
            guard added > 1 || entry.earlierDepth != nil else { continue }
            past.append(
                PastPrompt(
                    prompt: prompt, added: added, retired: nil,
                    earlier: entry.earlierDepth.map { ($0, before: Editions.current) }))
        }
        for entry in file.retired {
            guard let edition = entry.edition else { throw DeckError(.missing("edition"), line: entry.line) }
            past.append(PastPrompt(prompt: Prompt(try id(file.id, entry), entry), added: 1, retired: edition, earlier: nil))
        }
        self.past = past
    }
}

extension Prompt {
    fileprivate init(_ id: PromptID, _ entry: DeckFile.Entry) {
        self.init(
            id: id, question: entry.question, barriers: entry.barriers, depth: entry.depth, gentleness: entry.gentleness,
            since: entry.since)
    }
}

extension PromptID {
    /// Appends ten hexadecimal digits of the question's SHA-256 to the name; without a name, the digits are the name.
    package init?(deck: String, name: String?, boundTo question: String) {
        let digits = question.boundDigits
        self.init(deck: deck, name: name.map { "\($0)-\(digits)" } ?? digits)
    }

    /// The id without the digits: what the deck's file calls the prompt, whatever its question says. `nil` if the name consists of
    /// the digits alone, or has none.
    package var given: String? {
        guard let match = name.wholeMatch(of: /(.+)-[0-9a-f]{10}/) else { return nil }
        return "\(deck)/\(match.output.1)"
    }

    /// Whether the id, of a prompt that the couple wrote, belongs to this question.
    package func isBound(to question: String) -> Bool {
        name == question.boundDigits || name.hasSuffix("-" + question.boundDigits)
    }
}

extension String {
    fileprivate var boundDigits: String {
        var writer = CanonicalWriter("twofold/question/v1")
        writer.append(self)
        return Identifier<Question>(hashing: writer).bytes.prefix(5)
            .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

private enum Question {}
