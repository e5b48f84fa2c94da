import Catalogue
import Models

/// What the partner did that this partner hasn't heard of.
struct NewsReader {
    let home: HomeSnapshot

    /// Kinds of documents that are news once, when they arrive.
    static let kinds: Set<Document.Kind> = [.pledge, .keptPledge, .schedule, .deck]

    /// Oldest first, questions last.
    func news(_ states: RoundViews.LatestStates) throws -> [News] {
        guard home.membership.phase == .paired else { return [] }
        return try told() + answeredAgain(states) + asked(states)
    }

    private func told() throws -> [News] {
        try home.reader.news().compactMap { id in
            guard let held = try home.reader.record(id), held.header.author != home.membership.partner,
                try home.outbox(for: id).isEmpty, let document = try? home.bodies.document(of: held)
            else { return nil }
            return switch document {
            case .pledge(let pledge): .pledged(pledge.text)
            case .keptPledge(let keeping): try pledge(keeping.pledge).map { .keptPledge($0) }
            case .schedule(let schedule): change(schedule.schedule)
            case .deck(let deck) where home.questions.isAddable(deck):
                deck.isRemoved ? .removedDeck(deck.id, title: deck.deck.title) : .addedDeck(deck.id, title: deck.deck.title)
            default: nil
            }
        }
    }

    private func pledge(_ id: RecordID) throws -> String? {
        guard case .pledge(let pledge)? = try home.reader.record(id).flatMap({ try? home.bodies.document(of: $0) }) else {
            return nil
        }
        return pledge.text
    }

    /// What the latest settings change beside those before them.
    private func change(_ schedule: Schedule) -> News? {
        guard let latest = schedule.spans.last, let former = schedule.spans.dropLast().last ?? Schedule.standard.spans.last else {
            return nil
        }
        if latest.isPaused != former.isPaused {
            return latest.isPaused ? .paused(from: latest.from) : .resumed(from: latest.from)
        }
        let keys = ConfigKey.allCases.filter { latest.setting($0) != former.setting($0) }
        return keys.isEmpty ? nil : .changed(keys, from: latest.from)
    }

    private func answeredAgain(_ states: RoundViews.LatestStates) throws -> [News] {
        let rounds = states.filter { $0.value.state == .sealedByPartner && $0.value.number > 1 && $0.key != CheckIn.prompt.id }
        return try rounds.map { RoundReference(prompt: $0.key, number: $0.value.number) }.sorted().map {
            .answeredAgain($0, question: try home.questions.question(of: $0.prompt))
        }
    }

    private func asked(_ states: RoundViews.LatestStates) throws -> [News] {
        let theirs = Set(
            try home.documents(.prompt).filter { $0.author != home.membership.partner }.map { PromptDocument.id(of: $0.id) })
        guard !theirs.isEmpty else { return [] }
        let skipped = try home.skipped()
        let questions = try home.questions.ownPrompts().filter { prompt in
            let state = states[prompt.id]?.state ?? .open
            return theirs.contains(prompt.id) && !skipped.contains(prompt.id)
                && (state == .open || state == .sealedByPartner) && states[prompt.id]?.number ?? 1 == 1
        }
        return questions.map { .asks($0.id, question: $0.question) }
    }
}
