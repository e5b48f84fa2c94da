package import ClientCore

extension News: JSONShape {
    package var fields: Fields {
        switch self {
        case .asks(let prompt, let question): ["kind": "question", "prompt": prompt, "question": question]
        case .answeredAgain(let round, let question):
            ["kind": "answered_again", "prompt": round.prompt, "round": round.number, "question": question]
        case .pledged(let text): ["kind": "pledge", "text": text]
        case .keptPledge(let text): ["kind": "pledge_kept", "text": text]
        case .paused(let from): ["kind": "paused", "from": from]
        case .resumed(let from): ["kind": "resumed", "from": from]
        case .changed(let keys, let from): ["kind": "settings", "keys": keys.map(\.rawValue), "from": from]
        case .addedDeck(let id, let title): ["kind": "deck_added", "deck": id, "title": title]
        case .removedDeck(let id, let title): ["kind": "deck_removed", "deck": id, "title": title]
        }
    }
}
