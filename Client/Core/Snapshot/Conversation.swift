import Models

/// Everything said about rounds, whether or not they are revealed here.
struct Conversation {
    private var rounds: [RoundReference: Said] = [:]

    /// - Parameters:
    ///   - me: the partner whose home this is.
    ///   - unheard: the records this partner hasn't been shown.
    init(_ documents: [WrittenDocument], of me: PartnerID, unheard: Set<RecordID>) {
        for shared in documents {
            switch shared.document {
            case .reflection(let reflection) where !reflection.text.allSatisfy(\.isWhitespace):
                let remark = Remark(
                    isMine: shared.author == me, text: reflection.text, at: reflection.at, isNew: unheard.contains(shared.id))
                rounds[reflection.reference, default: Said()].remarks.append(remark)
            case .reaction(let reaction) where reaction.isSound:
                rounds[reaction.reference, default: Said()].add(reaction, isMine: shared.author == me)
            default: break
            }
        }
        for round in rounds.keys { rounds[round]?.remarks.sort { ($0.at, $0.text) < ($1.at, $1.text) } }
    }

    func said(of round: RoundReference) -> Said { rounds[round] ?? Said() }
}

/// What was said about one round.
struct Said {
    /// Oldest first.
    fileprivate(set) var remarks: [Remark] = []
    private(set) var mySign: ReactionDocument?
    private(set) var theirSign: ReactionDocument?

    /// One record per partner and round; if someone writes several, the latest counts, on every device alike.
    fileprivate mutating func add(_ reaction: ReactionDocument, isMine: Bool) {
        let place = isMine ? \Said.mySign : \Said.theirSign
        if let other = self[keyPath: place], (other.at, other.sign) >= (reaction.at, reaction.sign) { return }
        self[keyPath: place] = reaction
    }
}
