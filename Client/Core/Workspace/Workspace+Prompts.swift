import Catalogue
import Models

/// The catalogue, with what the couple wrote.
extension Workspace {
    static let ownDeck = Deck.ours

    /// Prompts that the couple wrote, sent or not, oldest first. One that says nothing, or goes by a name that is not its record's, is
    /// passed over: either partner can write whatever they like there.
    func ownPrompts() throws -> [PromptDocument] {
        var documents: [RecordID: PromptDocument] = [:]
        for shared in try sharedDocuments() {
            if case .prompt(let prompt) = shared.document { documents[shared.id] = prompt }
        }
        let sound = documents.filter { isSound($0.value, in: $0.key) }
        // Of two records with one name, which takes some trying to bring about, the same one everywhere.
        return Dictionary(grouping: sound, by: \.value.id).values.compactMap { $0.min { $0.key < $1.key }?.value }
            .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }

    func isSound(_ prompt: PromptDocument, in record: RecordID) -> Bool {
        prompt.id == Self.ownPromptID(record) && !prompt.question.allSatisfy(\.isWhitespace)
    }

    /// `ours/` and the first characters of the record's id.
    static func ownPromptID(_ record: RecordID) -> String {
        "\(ownDeck)/" + record.bytes.prefix(5).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    func fullCatalogue() throws -> Catalogue { try remembered(\.catalogue, readFullCatalogue) }

    private func readFullCatalogue() throws -> Catalogue {
        var decks = catalogue.decks
        let own = try ownPrompts().compactMap { document in
            PromptID(document.id).map {
                Prompt(
                    id: $0, question: document.question, barriers: [], depth: .middle, isGentle: false,
                    since: .notBegun(at: document.at))
            }
        }
        if !own.isEmpty {
            decks.append(Deck(id: Self.ownDeck, title: "Ours", about: "What the two of you ask each other.", prompts: own))
        }
        decks += try addedDecks().filter { !$0.document.isRemoved }.map(\.document.deck)
        return decks.count == catalogue.decks.count ? catalogue : (try? Catalogue(decks: decks)) ?? catalogue
    }

    /// A prompt of any deck. For those of the program nothing that the couple wrote has to be read.
    func catalogued(_ prompt: String) throws -> Prompt? {
        try PromptID(prompt).flatMap { try catalogue[$0] ?? fullCatalogue()[$0] }
    }

    /// Prompts that were taken away again. They were asked, and may be the couple's for today still.
    func formerPrompts() throws -> [Prompt] { try addedDecks().flatMap { $0.document.everything }.filter { $0.until != nil } }

    /// Prompts that no deck offers any more, in ascending order, and that there is something of: a draft, a seal, a later round, or words
    /// that were brought in. They can be found, sealed and taken back as before.
    func keptPrompts() throws -> [Prompt] { try remembered(\.kept, readKeptPrompts) }

    private func readKeptPrompts() throws -> [Prompt] {
        let offered = try fullCatalogue()
        let begun = try latestStates().filter { $0.value.state != .open || $0.value.number > 1 }.map(\.key)
        let ids = try ownDocuments().compactMap { $0.answer?.prompt } + begun + archive().prompts.keys
        let gone = Set(ids.compactMap { PromptID($0) }).filter { offered[$0] == nil && $0 != CheckIn.prompt.id }
        guard !gone.isEmpty else { return [] }
        let former = Dictionary(try formerPrompts().map { ($0.id, $0) }) { first, _ in first }
        return try gone.sorted().map { id in
            try former[id] ?? Prompt(id: id, question: lastQuestion(of: id), barriers: [], depth: .middle, isGentle: false)
        }
    }

    /// Its id where the question can't be read, or not yet.
    private func lastQuestion(of id: PromptID) throws -> String {
        do {
            return try question(of: id.description)
        } catch ClientError.unknownPrompt {
            return id.description
        }
    }

    func allPromptIDs() throws -> [String] {
        catalogue.prompts.map(\.id.description) + (try ownPrompts().map(\.id))
            + (try addedDecks().flatMap { $0.document.everything.map(\.id.description) }) + [CheckIn.prompt.id.description]
    }

    /// The question of a prompt, also of one that is in no deck any more but was answered or drafted once.
    func question(of prompt: String) throws -> String {
        if let found = try catalogued(prompt) { return found.question }
        if prompt == CheckIn.prompt.id.description { return CheckIn.prompt.question }
        for row in try transaction.rounds(of: prompt) {
            for held in try transaction.records(of: row.id) {
                if let answer = try? document(of: held)?.answer { return answer.question }
            }
        }
        for answer in try ownDocuments().compactMap(\.answer) where answer.prompt == prompt { return answer.question }
        if let former = try formerPrompts().first(where: { $0.id.description == prompt }) { return former.question }
        if let archived = try archive().prompts[prompt] {
            return archived.question ?? archived.rounds.last?.round.question ?? prompt
        }
        throw ClientError.unknownPrompt(prompt)
    }

    /// Whether this partner has words for it, or it was begun or asked, in a deck or not.
    func isKnown(_ prompt: String) throws -> Bool {
        if try !transaction.rounds(of: prompt).isEmpty { return true }
        if try formerPrompts().contains(where: { $0.id.description == prompt }) { return true }
        return try ownDocuments().contains { $0.answer?.prompt == prompt } || archive().prompts[prompt] != nil
    }
}
