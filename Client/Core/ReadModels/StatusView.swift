package import Catalogue
package import Models

/// The couple's status as this home knows it, without asking the server.
package struct StatusView: Hashable, Sendable {
    package let name: String?
    package let partner: String?
    package let phase: MembershipPhase
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
        name: String?, partner: String?, phase: MembershipPhase, pending: Int, refused: Int, waitingForMe: [PromptID],
        waitingForPartner: [PromptID], opened: [RoundReference], needsNewerVersion: [RoundReference] = [],
        withUnread: [RoundReference] = [], finishedDrafts: [PromptID], drafts: [PromptID] = [], news: [News] = [],
        lastSync: Instant?, server: String?, fingerprint: String?, reveal: RevealMode, names: PromptNames = .ids
    ) {
        self.name = name
        self.partner = partner
        self.phase = phase
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
