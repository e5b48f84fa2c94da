/// One round as the partner here may see it.
package struct RoundView: Hashable, Sendable {
    package let number: Int
    package let state: PromptState
    package let draft: Words?
    package let mine: Words?
    /// Nil before the reveal, whatever has been sealed.
    package let theirs: Words?
    /// Reflections, oldest first.
    package let remarks: [Remark]
    /// Reactions: one character as people see it.
    package let mySign: String?
    package let theirSign: String?
    /// It was brought in from an export: there is nothing of it on the server to compare it with.
    package let isArchived: Bool
    /// Of one that was brought in: what the partner was called there, who may be another than now.
    package let partner: String?

    /// Why an answer that is sealed, or revealed, isn't shown.
    package let mineUnread: UnreadAnswer?
    package let theirsUnread: UnreadAnswer?

    /// Both answers are here to be read.
    package var isOpen: Bool { mine != nil && theirs != nil }

    package init(
        number: Int, state: PromptState, draft: Words?, mine: Words?, theirs: Words?, remarks: [Remark] = [],
        mySign: String? = nil, theirSign: String? = nil, isArchived: Bool = false, partner: String? = nil,
        mineUnread: UnreadAnswer? = nil, theirsUnread: UnreadAnswer? = nil
    ) {
        self.number = number
        self.state = state
        self.draft = draft
        self.mine = mine
        self.theirs = theirs
        self.remarks = remarks
        self.mySign = mySign
        self.theirSign = theirSign
        self.isArchived = isArchived
        self.partner = partner
        self.mineUnread = mineUnread
        self.theirsUnread = theirsUnread
    }

    /// Whose the other voice is: `present` is what the partner is called now.
    package func partner(or present: String?) -> String? { isArchived ? partner : present }
}
