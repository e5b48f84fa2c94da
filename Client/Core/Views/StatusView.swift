package import Models

/// Where the couple stands, as this home knows it, without asking anybody.
package struct StatusView: Hashable, Sendable {
    package let name: String?
    package let partner: String?
    package let phase: MembershipPhase
    /// What this device did and the server has not acknowledged.
    package let pending: Int
    /// Of those, what the server refused when last asked.
    package let refused: Int
    /// Prompt ids that the partner has sealed and this one has not.
    package let waitingForMe: [String]
    /// Prompt ids the other way round.
    package let waitingForPartner: [String]
    /// Rounds revealed and not looked at yet.
    package let opened: [RoundReference]
    /// Rounds revealed and not looked at yet of which an answer was sealed with a newer version of the program.
    package let needsNewerVersion: [RoundReference]
    /// Rounds looked at before, under which the partner has said something since.
    package let remarked: [RoundReference]
    /// Drafts that were finished before there was a partner.
    package let finishedDrafts: [String]
    package let lastSync: Instant?
    package let server: String?
    package let fingerprint: String?
    package let reveal: RevealMode

    package init(
        name: String?, partner: String?, phase: MembershipPhase, pending: Int, refused: Int, waitingForMe: [String],
        waitingForPartner: [String], opened: [RoundReference], needsNewerVersion: [RoundReference] = [],
        remarked: [RoundReference] = [], finishedDrafts: [String],
        lastSync: Instant?, server: String?, fingerprint: String?, reveal: RevealMode
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
        self.remarked = remarked
        self.finishedDrafts = finishedDrafts
        self.lastSync = lastSync
        self.server = server
        self.fingerprint = fingerprint
        self.reveal = reveal
    }
}
