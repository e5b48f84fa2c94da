import Models

/// Compares and merges rounds of exports.
extension Export.Round {
    /// Whether it contains any text by either partner.
    var hasWords: Bool { draft != nil || mine != nil || theirs != nil || !reflections.isEmpty }

    /// When its first text was written.
    var origin: Instant { (mine ?? theirs ?? draft)?.at ?? reflections.first?.at ?? Instant(milliseconds: 0) }

    /// The question that its voices answer.
    var question: String? { (mine ?? theirs ?? draft)?.asked }

    /// Whether the two can be parts of one round.
    func fits(_ other: Export.Round) -> Bool {
        func agrees(_ voice: Export.Voice?, _ other: Export.Voice?) -> Bool {
            guard let voice, let other else { return true }
            return voice.text == other.text
        }
        return agrees(mine, other.mine) && agrees(theirs, other.theirs)
    }

    /// Everything in either round; of two drafts, the later one.
    ///
    /// - Returns: the merged round, and the draft that has no place in it.
    func joined(with other: Export.Round) -> (whole: Export.Round, rest: [Export.Version]) {
        let drafts = [draft, other.draft].compactMap { $0 }.sorted { ($0.at, $0.text) > ($1.at, $1.text) }
        let rest = drafts.dropFirst().filter { $0.text != drafts.first?.text }
        var seen: Set<Export.Reflection> = []
        let whole = Export.Round(
            number: number, state: state.furthest(other.state), draft: drafts.first, mine: mine ?? other.mine,
            theirs: theirs ?? other.theirs,
            reflections: (reflections + other.reflections).filter { seen.insert($0).inserted }
                .sorted { ($0.at, $0.text) < ($1.at, $1.text) },
            myReaction: myReaction ?? other.myReaction, theirReaction: theirReaction ?? other.theirReaction, isArchived: true,
            partner: partner ?? other.partner)
        return (whole, rest.map { Export.Version(round: number, reason: .edited, text: $0.text, at: $0.at) })
    }

    /// What this round has and the other doesn't; `nil` if that is nothing.
    func beyond(_ other: Export.Round) -> Export.Round? {
        let known = Set(other.reflections)
        let rest = Export.Round(
            number: number, state: state, draft: draft?.text == other.draft?.text ? nil : draft,
            mine: other.mine == nil ? mine : nil, theirs: other.theirs == nil ? theirs : nil,
            reflections: reflections.filter { !known.contains($0) }, myReaction: other.myReaction == nil ? myReaction : nil,
            theirReaction: other.theirReaction == nil ? theirReaction : nil, isArchived: true,
            partner: other.partner == nil ? partner : nil)
        let isNothing =
            !rest.hasWords && rest.myReaction == nil && rest.theirReaction == nil && state.furthest(other.state) == other.state
        return isNothing ? nil : rest
    }

    /// The form in which it's stored: marked as archived, with the name of the partner it was shared with.
    func archived(with partner: String?) -> Export.Round {
        Export.Round(
            number: number, state: state, draft: draft, mine: mine, theirs: theirs, reflections: reflections,
            myReaction: myReaction,
            theirReaction: theirReaction, isArchived: true, partner: isArchived ? self.partner : partner)
    }

    func without(draft isLeftOut: Bool) -> Export.Round {
        Export.Round(
            number: number, state: state, draft: isLeftOut ? nil : draft, mine: mine, theirs: theirs, reflections: reflections,
            myReaction: myReaction, theirReaction: theirReaction, isArchived: isArchived, partner: partner)
    }

    /// Gives each voice the question that it answers.
    func asked(_ question: String?) -> Export.Round { mapVoices { $0.asked($0.asked ?? question) } }

    /// Gives each voice the question that it answers only if that differs from the one shown above it.
    func under(_ question: String) -> Export.Round { mapVoices { $0.asked($0.asked == question ? nil : $0.asked) } }

    /// Moves each voice below a different question.
    func under(_ question: String, insteadOf former: String) -> Export.Round {
        question == former ? self : asked(former).under(question)
    }

    private func mapVoices(_ change: (Export.Voice) -> Export.Voice) -> Export.Round {
        Export.Round(
            number: number, state: state, draft: draft.map(change), mine: mine.map(change), theirs: theirs.map(change),
            reflections: reflections, myReaction: myReaction, theirReaction: theirReaction, isArchived: isArchived, partner: partner
        )
    }

    /// Each of its texts separately, for a round that is too long to be stored as a whole.
    var parts: [Export.Round] {
        func part(
            draft: Export.Voice? = nil, mine: Export.Voice? = nil, theirs: Export.Voice? = nil,
            _ reflections: [Export.Reflection] = []
        ) -> Export.Round {
            Export.Round(
                number: number, state: state, draft: draft, mine: mine, theirs: theirs, reflections: reflections,
                myReaction: myReaction,
                theirReaction: theirReaction, isArchived: true, partner: partner)
        }
        return [draft.map { part(draft: $0) }, mine.map { part(mine: $0) }, theirs.map { part(theirs: $0) }].compactMap { $0 }
            + reflections.map { part([$0]) }
    }
}

extension Export.Voice {
    fileprivate func asked(_ question: String?) -> Export.Voice { Export.Voice(text: text, at: at, asked: question) }
}

/// How much is known about a round.
extension PromptState {
    private var rank: Int {
        switch self {
        case .open, .closed: 0
        case .sealedByPartner: 1
        case .sealedByMe: 2
        case .sealedByBoth: 3
        case .tampered: 4
        case .revealed: 5
        }
    }

    fileprivate func furthest(_ other: PromptState) -> PromptState { rank < other.rank ? other : self }
}
