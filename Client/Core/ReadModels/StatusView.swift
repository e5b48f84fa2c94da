package import Catalogue
package import Models
import Vault

/// The couple's status as this home knows it, without asking the server.
package struct StatusView: Hashable, Sendable {
    package let name: String?
    package let partner: String?
    package let phase: MembershipPhase
    /// This partner is leaving, and the server hasn't confirmed it.
    package let isLeaving: Bool
    /// This device's changes that the server hasn't acknowledged.
    package let pending: Int
    /// How many of those the server refused at the last attempt.
    package let refused: Int
    /// Ids of prompts that the partner has sealed and this partner hasn't.
    package let waitingForMe: [PromptID]
    /// Ids of prompts that this partner has sealed and the other hasn't.
    package let waitingForPartner: [PromptID]
    /// Revealed rounds that haven't been viewed yet.
    package let opened: [RoundReference]
    /// Revealed rounds that haven't been viewed yet and contain an answer sealed by a newer version of the program.
    package let needsNewerVersion: [RoundReference]
    /// Rounds viewed before, in which the partner has said something since.
    package let withUnread: [RoundReference]
    /// Drafts that were finished before there was a partner.
    package let finishedDrafts: [PromptID]
    /// Prompts with a draft that isn't finished, of rounds that this partner hasn't sealed.
    package let drafts: [PromptID]
    /// What the partner did that this partner should hear of first.
    package let news: [News]
    package let lastSync: Instant?
    package let server: String?
    package let fingerprint: String?
    package let reveal: RevealMode
    package let names: PromptNames

    package init(
        name: String?, partner: String?, phase: MembershipPhase, isLeaving: Bool = false, pending: Int, refused: Int,
        waitingForMe: [PromptID],
        waitingForPartner: [PromptID], opened: [RoundReference], needsNewerVersion: [RoundReference] = [],
        withUnread: [RoundReference] = [], finishedDrafts: [PromptID], drafts: [PromptID] = [], news: [News] = [],
        lastSync: Instant?, server: String?, fingerprint: String?, reveal: RevealMode, names: PromptNames = .ids
    ) {
        self.name = name
        self.partner = partner
        self.phase = phase
        self.isLeaving = isLeaving
        self.pending = pending
        self.refused = refused
        self.waitingForMe = waitingForMe
        self.waitingForPartner = waitingForPartner
        self.opened = opened
        self.needsNewerVersion = needsNewerVersion
        self.withUnread = withUnread
        self.finishedDrafts = finishedDrafts
        self.drafts = drafts
        self.news = news
        self.lastSync = lastSync
        self.server = server
        self.fingerprint = fingerprint
        self.reveal = reveal
        self.names = names
    }
}

extension StatusView {
    init(of home: HomeSnapshot) throws {
        let latest = try home.views.latestStates()
        let states = latest.sorted { $0.key < $1.key }
        let skipped = try home.skipped()
        let unlooked = Set(try home.reader.roundsNotLookedAt().map(\.id))
        let outbox = try home.reader.outbox()
        let revealed = states.filter { $0.value.state == .revealed && unlooked.contains($0.value.round) }.map {
            RoundRow(id: $0.value.round, reference: RoundReference(prompt: $0.key, number: $0.value.number))
        }
        let unread = try revealed.map { ($0, try home.unread($0)) }
        func rounds(_ isMeant: (UnreadAnswer?) -> Bool) -> [RoundReference] {
            unread.filter { isMeant($0.1) }.map(\.0.reference)
        }
        let unsent = Set(
            try home.pendingIntents().compactMap { pending in
                if case .seal(let round, _, _) = pending.intent { round } else { nil }
            })
        // In a couple that has ended, nothing is revealed any more.
        let goesOn = ![.left, .partnerLeft].contains(home.membership.phase)
        self.init(
            name: home.membership.name, partner: try home.partnerName(), phase: home.membership.phase,
            isLeaving: home.isLeaving, pending: outbox.count,
            refused: outbox.filter { $0.refusal != nil }.count,
            waitingForMe: try states.filter {
                try goesOn && $0.value.state == .sealedByPartner && !skipped.contains($0.key)
                    && !home.questions.isTakenBack($0.key)
            }.map(\.key),
            waitingForPartner: states.filter { goesOn && $0.value.state == .sealedByMe && !unsent.contains($0.value.round) }
                .map(\.key),
            opened: rounds { $0 == nil }, needsNewerVersion: rounds { $0 == .needsNewerVersion },
            withUnread: Set(try home.unread().map(\.round)).sorted(),
            finishedDrafts: try home.finishedDrafts(), drafts: goesOn ? try home.views.unfinishedDrafts(latest) : [],
            news: try NewsReader(home: home).news(latest), lastSync: try home.reader.syncState().lastSync,
            server: home.membership.server?.url, fingerprint: home.fingerprint?.description, reveal: home.membership.reveal,
            names: try home.questions.names())
    }
}
