import Models

extension Deck {
    /// Prompts of one deck that somebody made; octets of one question.
    package static let promptLimit = 500
    package static let questionLimit = 2_000
    /// Octets of the text of such a deck: somewhat less than a record can hold.
    package static let textLimit = 200_000

    /// Reads a deck of the program's own: every prompt has a name, which is its id for good.
    package init(builtIn text: String) throws(DeckFlaw) {
        try self.init(DeckFile(text)) { (deck, entry) throws(DeckFlaw) in
            guard let name = entry.name else { throw DeckFlaw(.missing("name"), line: entry.line) }
            guard let id = PromptID(deck: deck, name: name) else { throw DeckFlaw(.badName(name), line: entry.line) }
            return id
        }
    }

    /// Reads a deck that somebody made. An id is bound to the words of its question: with other words it is another prompt, and no
    /// answer ever comes to stand under a question that it was not given to.
    ///
    /// - Parameter taken: ids of decks that it may not have.
    package init(own text: String, taken: [String]) throws(DeckFlaw) {
        guard text.utf8.count <= Self.textLimit else { throw DeckFlaw(.longText(limit: Self.textLimit)) }
        let file = try DeckFile(text)
        guard !taken.contains(file.id) else { throw DeckFlaw(.taken(file.id), line: file.line) }
        guard !file.entries.isEmpty else { throw DeckFlaw(.noPrompts) }
        guard file.entries.count <= Self.promptLimit else { throw DeckFlaw(.manyPrompts(limit: Self.promptLimit)) }
        try self.init(file) { (deck, entry) throws(DeckFlaw) in
            guard entry.question.utf8.count <= Self.questionLimit else {
                throw DeckFlaw(.longQuestion(limit: Self.questionLimit), line: entry.line)
            }
            guard let id = PromptID(deck: deck, name: entry.name, boundTo: entry.question) else {
                throw DeckFlaw(.badName(entry.name ?? ""), line: entry.line)
            }
            return id
        }
    }

    private init(_ file: DeckFile, id: (_ deck: String, DeckFile.Entry) throws(DeckFlaw) -> PromptID) throws(DeckFlaw) {
        guard PromptID.isPart(file.id) else { throw DeckFlaw(.badName(file.id), line: file.line) }
        var prompts: [Prompt] = []
        var ids: Set<PromptID> = []
        for entry in file.entries {
            let id = try id(file.id, entry)
            guard ids.insert(id).inserted else { throw DeckFlaw(.repeated(id), line: entry.line) }
            prompts.append(
                Prompt(
                    id: id, question: entry.question, barriers: entry.barriers, depth: entry.depth, isGentle: entry.isGentle,
                    since: entry.since))
        }
        self.init(id: file.id, title: file.title, about: file.about, prompts: prompts)
    }
}

extension PromptID {
    /// With ten hexadecimal digits of the SHA-256 of the question, behind the name if there is one.
    package init?(deck: String, name: String?, boundTo question: String) {
        let digits = question.boundDigits
        self.init(deck: deck, name: name.map { "\($0)-\(digits)" } ?? digits)
    }

    /// Without the digits: what it is called in the file of its deck, whatever its words are. Nil where they are its whole name, or where
    /// there are none.
    package var given: String? {
        guard let match = name.wholeMatch(of: /(.+)-[0-9a-f]{10}/) else { return nil }
        return "\(deck)/\(match.output.1)"
    }

    /// Whether the id of a prompt that somebody made belongs to these words.
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
