import Catalogue
import Models

/// The catalogue, with what the couple wrote.
extension Workspace {
    static let ownDeck = "ours"

    /// Prompts that the couple wrote, sent or not, oldest first.
    func ownPrompts() throws -> [PromptDocument] {
        var documents: [RecordID: PromptDocument] = [:]
        for held in try transaction.records(of: .shared, includingTombstones: false) {
            if case .prompt(let prompt)? = try? document(of: held) { documents[held.header.id] = prompt }
        }
        for entry in try transaction.outbox() {
            if let id = entry.record, case .prompt(let prompt)? = try intent(of: entry)?.document { documents[id] = prompt }
        }
        return documents.values.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }

    func fullCatalogue() throws -> Catalogue {
        let own = try ownPrompts().compactMap { document in
            PromptID(document.id).map { Prompt(id: $0, question: document.question, barriers: [], depth: .middle, isGentle: false) }
        }
        guard !own.isEmpty else { return catalogue }
        let deck = Deck(id: Self.ownDeck, title: "Ours", about: "What the two of you ask each other.", prompts: own)
        return (try? Catalogue(decks: catalogue.decks + [deck])) ?? catalogue
    }

    func allPromptIDs() throws -> [String] {
        catalogue.prompts.map(\.id.description) + (try ownPrompts().map(\.id))
    }

    /// The question of a prompt, also of one that is in no deck any more but was answered once.
    func question(of prompt: String) throws -> String {
        if let id = PromptID(prompt), let found = try fullCatalogue()[id] { return found.question }
        for row in try transaction.rounds(of: prompt) {
            for held in try transaction.records(of: row.id) {
                if let answer = try? document(of: held)?.answer { return answer.question }
            }
        }
        throw ClientError.unknownPrompt(prompt)
    }
}
