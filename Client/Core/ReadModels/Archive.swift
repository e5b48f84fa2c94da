import Catalogue
import Models

/// Everything imported, reassembled from its parts in whatever order they arrive.
struct Archive: Hashable, Sendable {
    struct Prompt: Hashable, Sendable {
        var question: String?
        /// Ordered by number, then by when they were written.
        var rounds: [ArchiveDocument.Round] = []
        var history: [Export.Version] = []
    }

    private(set) var prompts: [PromptID: Prompt] = [:]
    private(set) var pledges: [Export.Pledge] = []

    init(_ documents: [ArchiveDocument]) {
        var pledged: [PledgeName: Int] = [:]
        for document in documents {
            for part in document.prompts { prompts[part.id, default: Prompt()].take(part) }
            for pledge in document.pledges {
                if let index = pledged[PledgeName(pledge)] {
                    pledges[index] = pledges[index].joined(with: pledge)
                } else {
                    pledged[PledgeName(pledge)] = pledges.count
                    pledges.append(pledge)
                }
            }
        }
        for id in prompts.keys { prompts[id]?.settle() }
    }
}

extension Archive.Prompt {
    fileprivate mutating func take(_ part: ArchiveDocument.Prompt) {
        question = question ?? part.question
        history += part.history
        for new in part.rounds {
            let named = ArchiveDocument.Round(origin: new.origin, round: new.round.asked(part.question))
            if let index = rounds.firstIndex(where: { $0.isSame(as: named) && $0.round.fits(named.round) }) {
                let (whole, rest) = rounds[index].round.joined(with: named.round)
                rounds[index] = ArchiveDocument.Round(origin: named.origin, round: whole)
                history += rest
            } else {
                rounds.append(named)
            }
        }
    }

    fileprivate mutating func settle() {
        rounds.sort { ($0.round.number, $0.origin) < ($1.round.number, $1.origin) }
        var seen: Set<Export.Version> = []
        history = history.filter { seen.insert($0).inserted }.sorted { ($0.at, $0.text) < ($1.at, $1.text) }
    }
}

extension ArchiveDocument.Round {
    func isSame(as other: ArchiveDocument.Round) -> Bool { round.number == other.round.number && origin == other.origin }
}

/// An export doesn't give pledges an id.
struct PledgeName: Hashable {
    private let isMine: Bool
    private let text: String
    private let at: Instant

    init(_ pledge: Export.Pledge) { (isMine, text, at) = (pledge.isMine, pledge.text, pledge.at) }
}

extension Export.Pledge {
    /// A later export of the same pledge may know that it was kept.
    fileprivate func joined(with other: Export.Pledge) -> Export.Pledge {
        guard let kept = [keptOn, other.keptOn].compactMap({ $0 }).min(), kept != keptOn else { return self }
        return Export.Pledge(
            isMine: isMine, text: text, from: from, through: through, keptOn: kept, at: at, partner: partner ?? other.partner)
    }
}
