import Models

/// Everything said about rounds, whether or not they are revealed here.
struct Conversation {
    private var rounds: [RoundReference: Said] = [:]

    /// - Parameters:
    ///   - me: the partner whose home this is.
    ///   - unread: the records this partner hasn't been shown.
    init(_ documents: [WrittenDocument], of me: PartnerID, unread: Set<RecordID>) {
        for shared in documents {
            switch shared.document {
            case .reflection(let written) where !written.text.allSatisfy(\.isWhitespace):
                let reflection = Reflection(
                    isMine: shared.author == me, text: written.text, at: written.at, isNew: unread.contains(shared.id))
                rounds[written.reference, default: Said()].reflections.append(reflection)
            case .reaction(let reaction) where reaction.isSound:
                rounds[reaction.reference, default: Said()].add(reaction, isMine: shared.author == me)
            default: break
            }
        }
        for round in rounds.keys { rounds[round]?.reflections.sort { ($0.at, $0.text) < ($1.at, $1.text) } }
    }

    func said(of round: RoundReference) -> Said { rounds[round] ?? Said() }
}

/// What was said about one round.
struct Said {
    /// Oldest first.
    fileprivate(set) var reflections: [Reflection] = []
    private(set) var myReaction: ReactionDocument?
    private(set) var theirReaction: ReactionDocument?

    /// One record per partner and round; if someone writes several, the latest counts, on every device alike.
    fileprivate mutating func add(_ reaction: ReactionDocument, isMine: Bool) {
        let place = isMine ? \Said.myReaction : \Said.theirReaction
        if let other = self[keyPath: place], (other.at, other.symbol) >= (reaction.at, reaction.symbol) { return }
        self[keyPath: place] = reaction
    }
}
