/// One round as this partner may see it.
package struct RoundView: Hashable, Sendable {
    package let number: Int
    package let state: PromptState
    package let draft: Words?
    package let mine: Words?
    /// `nil` before the reveal, whatever has been sealed.
    package let theirs: Words?
    /// Reflections, oldest first.
    package let reflections: [Reflection]
    /// Reactions: one user-perceived character.
    package let myReaction: String?
    package let theirReaction: String?
    /// It was imported from an export, so there's nothing on the server to compare it with.
    package let isArchived: Bool
    /// For an imported round: the partner's name at that time, who may not be the current partner.
    package let partner: String?

    /// Why a sealed or revealed answer isn't shown.
    package let mineUnread: UnreadAnswer?
    package let theirsUnread: UnreadAnswer?

    /// Both answers are readable here.
    package var isOpen: Bool { mine != nil && theirs != nil }

    package init(
        number: Int, state: PromptState, draft: Words?, mine: Words?, theirs: Words?, reflections: [Reflection] = [],
        myReaction: String? = nil, theirReaction: String? = nil, isArchived: Bool = false, partner: String? = nil,
        mineUnread: UnreadAnswer? = nil, theirsUnread: UnreadAnswer? = nil
    ) {
        self.number = number
        self.state = state
        self.draft = draft
        self.mine = mine
        self.theirs = theirs
        self.reflections = reflections
        self.myReaction = myReaction
        self.theirReaction = theirReaction
        self.isArchived = isArchived
        self.partner = partner
        self.mineUnread = mineUnread
        self.theirsUnread = theirsUnread
    }

    /// A round of an export.
    package init(_ round: Export.Round) {
        self.init(
            number: round.number, state: round.state, draft: round.draft, mine: round.mine, theirs: round.theirs,
            reflections: round.reflections.map { Reflection(isMine: $0.isMine, text: $0.text, at: $0.at) },
            myReaction: round.myReaction,
            theirReaction: round.theirReaction, isArchived: round.isArchived, partner: round.partner)
    }

    /// The name of the other voice; `present` is the partner's current name.
    package func partner(or present: String?) -> String? { isArchived ? partner : present }
}
