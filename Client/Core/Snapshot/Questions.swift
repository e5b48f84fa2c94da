import Catalogue
import Models

/// The questions this couple can be asked: from the catalogue, from decks that either partner added, and their own.
struct Questions {
    let home: HomeSnapshot

    /// Ids that no added deck may use.
    static let reservedDecks = [Deck.ours, CheckIn.deck]

    func fullCatalogue() throws -> Catalogue { try home.remembered(\.catalogue, readFullCatalogue) }

    private func readFullCatalogue() throws -> Catalogue {
        var decks = home.catalogue.decks
        let own = try ownPrompts().map {
            Prompt(
                id: $0.id, question: $0.question, barriers: [], depth: .middle, since: .notBegun(at: $0.at))
        }
        if !own.isEmpty {
            decks.append(Deck(id: Deck.ours, title: "Ours", about: "What the two of you ask each other.", prompts: own))
        }
        let added = try addedDecks().filter { !$0.document.isRemoved }.map(\.document.deck)
        if own.isEmpty, added.isEmpty { return home.catalogue }
        for deck in added {
            // An update brought a deck of the same name: it offers the couple's own questions as well.
            if let place = decks.firstIndex(where: { $0.id == deck.id }) {
                decks[place] = decks[place].adding(deck.prompts)
            } else {
                decks.append(deck)
            }
        }
        return (try? Catalogue(decks: decks)) ?? home.catalogue
    }

    /// Every prompt that the couple is, was or will be asked, each with its days.
    func asked() throws -> [Prompt] {
        let own = try fullCatalogue().prompts.filter { home.catalogue[$0.id] == nil }
        return try home.catalogue.asked(in: home.editions()) + own + formerAdditions()
    }

    /// A prompt from any deck. Built-in prompts are found without reading anything the couple wrote.
    func catalogued(_ prompt: PromptID) throws -> Prompt? {
        try home.catalogue[prompt] ?? fullCatalogue()[prompt]
    }

    func gentleness(of prompt: PromptID) throws -> Gentleness {
        if prompt == CheckIn.prompt.id { return .none }
        return try (catalogued(prompt) ?? formerPrompts().first { $0.id == prompt })?.gentleness ?? .none
    }

    /// Prompts the couple wrote, sent or not, oldest first. Empty ones, and those with an id that isn't derived from their record,
    /// are ignored: either partner can write anything there.
    func ownPrompts() throws -> [PromptDocument] {
        var documents: [RecordID: PromptDocument] = [:]
        for shared in try home.documents(.prompt) {
            if case .prompt(let prompt) = shared.document { documents[shared.id] = prompt }
        }
        let sound = documents.filter { isSound($0.value, in: $0.key) }
        // Two records with the same prompt id take deliberate effort to produce; every device picks the same one.
        return Dictionary(grouping: sound, by: \.value.id).values.compactMap { $0.min { $0.key < $1.key }?.value }
            .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }

    /// The names of the couple's own prompts, as far as each finds its prompt and no other.
    func names() throws -> PromptNames {
        let named = try ownPrompts().compactMap { prompt in prompt.soundName.map { (id: prompt.id, name: $0) } }
        guard !named.isEmpty else { return .ids }
        let (all, taken) = (try fullCatalogue().prompts, Dictionary(grouping: named, by: \.name))
        return PromptNames(
            Dictionary(
                named.filter { taken[$0.name]?.count == 1 && all.called($0.name).isEmpty && !CheckIn.isNamed($0.name) }
                    .map { ($0.id, $0.name) }
            ) { first, _ in first })
    }

    /// Those that the text may mean: the one with this name, or else those whose question has all of its words, compared as
    /// `FoldedText` does.
    func ownPrompts(meantBy text: String) throws -> [PromptDocument] {
        let own = try ownPrompts()
        let named = own.filter { $0.soundName == text.lowercased() }
        guard named.isEmpty else { return named }
        let words = FoldedText.words(of: text)
        return words.isEmpty
            ? []
            : own.filter { prompt in
                let said = FoldedText.words(of: prompt.question)
                return words.allSatisfy(said.contains)
            }
    }

    func isSound(_ prompt: PromptDocument, in record: RecordID) -> Bool {
        prompt.id == PromptDocument.id(of: record) && !prompt.question.allSatisfy(\.isWhitespace)
    }

    /// Added decks, including those removed again: their prompts may have been answered. If several records add the same deck, the
    /// latest counts, on every device alike.
    func addedDecks() throws -> [(record: RecordID, document: DeckDocument)] {
        var latest: [String: (record: RecordID, document: DeckDocument)] = [:]
        for shared in try home.documents(.deck) {
            guard case .deck(let document) = shared.document, isAddable(document) else { continue }
            if let other = latest[document.id], (other.document.since, other.record) > (document.since, shared.id) { continue }
            latest[document.id] = (shared.id, document)
        }
        return latest.values.sorted { $0.document.id < $1.document.id }
    }

    /// Whether a deck counts. The name of a built-in deck of a later edition was free once, and for older programs it still is.
    func isAddable(_ deck: DeckDocument) -> Bool {
        PromptID.isPart(deck.id) && !Questions.reservedDecks.contains(deck.id) && !home.catalogue.isOfFirstEdition(deck.id)
    }

    /// Prompts that were taken out again. They have been asked, and one may still be today's.
    private func formerAdditions() throws -> [Prompt] {
        try addedDecks().flatMap { $0.document.everything }.filter { $0.until != nil }
    }

    /// The same, with the built-in ones that no deck offers any more.
    func formerPrompts() throws -> [Prompt] { try home.catalogue.retired + formerAdditions() }

    /// Prompts that no deck offers any more and that have a draft, a seal, a later round or imported text, in ascending order. They
    /// can be found, sealed and withdrawn as before.
    func keptPrompts() throws -> [Prompt] { try home.remembered(\.kept, readKeptPrompts) }

    private func readKeptPrompts() throws -> [Prompt] {
        let offered = try fullCatalogue()
        func isGone(_ id: PromptID) -> Bool { offered[id] == nil && id != CheckIn.prompt.id }
        let begun =
            try home.reader.promptsWithRounds().contains(where: isGone)
            ? home.views.latestStates().filter { $0.value.state != .open || $0.value.number > 1 }.map(\.key) : []
        let gone = Set(try home.drafts().map(\.prompt) + begun + home.archive().prompts.keys).filter(isGone)
        guard !gone.isEmpty else { return [] }
        let former = Dictionary(try formerPrompts().map { ($0.id, $0) }) { first, _ in first }
        return try gone.sorted().map { id in
            try former[id] ?? Prompt(id: id, question: lastQuestion(of: id), barriers: [], depth: .middle)
        }
    }

    /// Its last question; its id if the question can't be read, or not yet.
    private func lastQuestion(of id: PromptID) throws -> String {
        do {
            return try question(of: id)
        } catch ClientError.unknownPrompt {
            return id.description
        }
    }

    func allPromptIDs() throws -> [PromptID] {
        (home.catalogue.prompts + home.catalogue.retired).map(\.id) + (try ownPrompts().map(\.id))
            + (try addedDecks().flatMap { $0.document.everything.map(\.id) }) + [CheckIn.prompt.id]
    }

    func promptIDs(of document: Document, in record: RecordID) -> [PromptID] {
        switch document {
        case .prompt(let prompt) where isSound(prompt, in: record): [prompt.id]
        case .deck(let deck) where isAddable(deck): deck.everything.map(\.id)
        default: []
        }
    }

    /// The question of a prompt, including one that is no longer in any deck but was answered or drafted once.
    func question(of prompt: PromptID) throws -> String {
        if let found = try catalogued(prompt) { return found.question }
        if prompt == CheckIn.prompt.id { return CheckIn.prompt.question }
        for row in try home.rounds(of: prompt) {
            for held in try home.pair(of: row.id).both {
                if let answer = try? home.bodies.document(of: held)?.answer { return answer.question }
            }
        }
        for answer in try home.drafts() where answer.prompt == prompt { return answer.question }
        if let former = try formerPrompts().first(where: { $0.id == prompt }) { return former.question }
        if let archived = try home.archive().prompts[prompt] {
            return archived.question ?? archived.rounds.last?.round.question ?? prompt.description
        }
        throw ClientError.unknownPrompt(prompt.description)
    }

    /// Whether this partner has written anything for it, or it was started or asked, in a deck or not.
    func isKnown(_ prompt: PromptID) throws -> Bool {
        if try !home.rounds(of: prompt).isEmpty { return true }
        if try formerPrompts().contains(where: { $0.id == prompt }) { return true }
        return try home.drafts().contains { $0.prompt == prompt } || home.archive().prompts[prompt] != nil
    }

    /// Whether this partner took back a question that the other has sealed an answer to, and hasn't heard of that yet.
    func isTakenBack(_ prompt: PromptID) throws -> Bool {
        guard prompt.deck == Deck.ours else { return false }
        do {
            _ = try question(of: prompt)
            return false
        } catch ClientError.unknownPrompt {
            return true
        }
    }

    /// - Returns: among several versions of one question, the only one with text; `nil` if there isn't exactly one.
    func written(of prompts: [Prompt]) throws -> Prompt? {
        guard let name = prompts.first?.id.given, prompts.allSatisfy({ $0.id.given == name }) else { return nil }
        let written = try Set(home.views.summaries(of: prompts).filter { $0.hasDraft || $0.state != .open }.map(\.id))
        return written.count == 1 ? prompts.first { written.contains($0.id) } : nil
    }
}
