import Models
import Vault

/// What was brought in from exports.
extension Workspace {
    func archiveID(_ archive: ArchiveDocument) throws -> RecordID {
        try personalRecord("archive", "\(archive.group)#\(archive.part)")
    }

    func archives() throws -> [ArchiveDocument] {
        try ownDocuments().compactMap { document in
            if case .archive(let archive) = document { archive } else { nil }
        }
    }

    /// Prompts with what was brought in of them, each round whole again, in the order of their numbers.
    func archivedPrompts() throws -> [String: Export.Prompt] { try remembered(\.archived, readArchivedPrompts) }

    private func readArchivedPrompts() throws -> [String: Export.Prompt] {
        var prompts: [String: Export.Prompt] = [:]
        let groups = Dictionary(grouping: try archives(), by: \.group).sorted { $0.key < $1.key }
        for parts in groups.map({ $0.value.sorted { $0.part < $1.part }.compactMap(\.prompt) }) {
            guard let first = parts.first else { continue }
            let round = parts.dropFirst().reduce(first) { $0.joined(with: $1) }
            prompts[round.id] = prompts[round.id]?.followed(by: round) ?? round
        }
        return prompts
    }
}

extension Export.Prompt {
    /// Parts of one round, put together.
    fileprivate func joined(with other: Export.Prompt) -> Export.Prompt {
        let whole = rounds.first.map { round in other.rounds.first.map(round.joined) ?? round } ?? other.rounds.first
        return Export.Prompt(
            id: id, question: question, isSkipped: isSkipped, rounds: whole.map { [$0] } ?? [],
            history: history + other.history.filter { !history.contains($0) })
    }

    fileprivate func followed(by other: Export.Prompt) -> Export.Prompt {
        Export.Prompt(
            id: id, question: question, isSkipped: isSkipped,
            rounds: (rounds + other.rounds).sorted {
                ($0.number, $0.mine?.at.milliseconds ?? 0) < ($1.number, $1.mine?.at.milliseconds ?? 0)
            },
            history: history + other.history)
    }
}

extension Export.Round {
    /// What either of the two has; reflections of both.
    func joined(with other: Export.Round) -> Export.Round {
        Export.Round(
            number: number, state: state, draft: draft ?? other.draft, mine: mine ?? other.mine, theirs: theirs ?? other.theirs,
            reflections: (reflections + other.reflections.filter { !reflections.contains($0) }).sorted { $0.at < $1.at },
            mySign: mySign ?? other.mySign, theirSign: theirSign ?? other.theirSign, isArchived: true)
    }
}
