package import Catalogue
package import Models

/// Everything this partner may read, in the shape of `export --format json`.
package struct Export: Hashable, Sendable {
    package typealias Voice = Words

    /// See `Reflection`.
    package struct Reflection: Hashable, Codable, Sendable {
        package let isMine: Bool
        package let text: String
        package let at: Instant

        package init(isMine: Bool, text: String, at: Instant) {
            self.isMine = isMine
            self.text = text
            self.at = at
        }
    }

    package struct Round: Hashable, Codable, Sendable {
        package let number: Int
        package let state: PromptState
        package let draft: Voice?
        package let mine: Voice?
        package let theirs: Voice?
        package let reflections: [Reflection]
        package let myReaction: String?
        package let theirReaction: String?
        /// It was imported from an earlier export.
        package let isArchived: Bool
        /// For an imported round: the partner's name at that time, who may not be the current partner.
        package let partner: String?

        package init(
            number: Int, state: PromptState, draft: Voice? = nil, mine: Voice? = nil, theirs: Voice? = nil,
            reflections: [Reflection] = [], myReaction: String? = nil, theirReaction: String? = nil, isArchived: Bool = false,
            partner: String? = nil
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
        }

        package init(_ view: RoundView) {
            self.init(
                number: view.number, state: view.state == .closed ? .open : view.state, draft: view.draft, mine: view.mine,
                theirs: view.theirs,
                reflections: view.reflections.map { Reflection(isMine: $0.isMine, text: $0.text, at: $0.at) },
                myReaction: view.myReaction,
                theirReaction: view.theirReaction, isArchived: view.isArchived, partner: view.isArchived ? view.partner : nil)
        }
    }

    package struct Version: Hashable, Codable, Sendable {
        package let round: Int
        package let reason: HistoryReason
        package let text: String
        package let at: Instant

        package init(round: Int, reason: HistoryReason, text: String, at: Instant) {
            self.round = round
            self.reason = reason
            self.text = text
            self.at = at
        }
    }

    package struct Prompt: Hashable, Sendable {
        package let id: PromptID
        package let question: String
        package let isSkipped: Bool
        package let rounds: [Round]
        /// Own versions that were replaced by another.
        package let history: [Version]

        package init(id: PromptID, question: String, isSkipped: Bool, rounds: [Round], history: [Version]) {
            self.id = id
            self.question = question
            self.isSkipped = isSkipped
            self.rounds = rounds
            self.history = history
        }
    }

    package struct Pledge: Hashable, Codable, Sendable {
        package let isMine: Bool
        package let text: String
        package let from: Day
        package let through: Day
        package let keptOn: Day?
        package let at: Instant
        /// See `Round.partner`.
        package let partner: String?

        package init(
            isMine: Bool, text: String, from: Day, through: Day, keptOn: Day?, at: Instant, partner: String? = nil
        ) {
            self.isMine = isMine
            self.text = text
            self.from = from
            self.through = through
            self.keptOn = keptOn
            self.at = at
            self.partner = partner
        }

        package init(_ view: PledgeView) {
            self.init(
                isMine: view.isMine, text: view.text, from: view.from, through: view.through, keptOn: view.keptOn, at: view.at,
                partner: view.partner)
        }
    }

    /// The version of this format; incremented when fields are added.
    package let version: Int
    package static let newestVersion = 3
    package let exported: Instant
    /// The exporting partner, to whom everything `mine` belongs. `nil` in files from before version 3.
    package let authorID: PartnerID?
    package let name: String?
    /// The other partner, to whom everything `theirs` belongs, except in what was imported from an earlier export.
    package let partnerID: PartnerID?
    package let partner: String?
    /// Prompts with text in them, and all those that the couple wrote; check-ins are the rounds of `checkin/us`.
    package let prompts: [Prompt]
    package let pledges: [Pledge]
    /// The decks that the couple added.
    package let decks: [DeckDocument]

    package init(
        exported: Instant, authorID: PartnerID? = nil, name: String?, partnerID: PartnerID? = nil, partner: String?,
        prompts: [Prompt], pledges: [Pledge] = [], decks: [DeckDocument] = []
    ) {
        version = Self.newestVersion
        self.exported = exported
        self.authorID = authorID
        self.name = name
        self.partnerID = partnerID
        self.partner = partner
        self.prompts = prompts
        self.pledges = pledges
        self.decks = decks
    }
}
