package import Models
package import Wire

/// Everything that `Explanation` looks at, as of one moment.
package struct HomeFacts: Hashable, Sendable {
    package var now: Instant
    package var phase: MembershipPhase
    package var server: ServerAddress?
    package var hasKit: Bool
    /// What this device did and the server has not acknowledged, in its order.
    package var waiting: [WaitingChange]
    /// Rounds that are neither open nor revealed.
    package var rounds: [RoundFacts]
    /// Answers that were finished before there was a partner.
    package var finished: [String]
    /// When this device found out that the server's history is another, by the server's clock.
    package var wentBack: Instant?
    /// What is still to be offered to that history.
    package var offersLeft: Int
    /// The other live machines of this partner.
    package var otherMachines: [MachineFacts]
    /// The time of the latest thing that came from the partner.
    package var partnerSign: Instant?
    /// Records that cannot be read for want of a key.
    package var unreadableOwn: Int
    package var unreadableShared: Int
    /// Records that a newer version of the program wrote, answers of revealed rounds among them.
    package var newer: Int
    /// Rounds revealed in which what the partner sealed is no answer.
    package var withoutAnswer: [RoundReference]
    /// The keys by which rounds and drafts are named are not there.
    package var lacksNaming: Bool
    /// Edits that lost lately, and of which prompt.
    package var lost: [LostEdit: [String]]
    /// By how much this machine's clock is ahead of the server's, in milliseconds.
    package var clockAhead: Int64?

    /// What the server handed over that was not taken: how much of it, of which prompts, named as signed by which machines of this
    /// partner; and when it was last asked for, by this machine's clock.
    package var passedOver = PassedOverFacts()

    /// What the server had lost of this partner's and does not take back.
    package var refusedOffers: [KeptThing] = []

    // MARK: What the server said
    /// Why the latest exchange did not go through.
    package var trouble: ClientError?
    /// What the server states of itself, where it was asked just now.
    package var info: ServerInfo?
}

package struct PassedOverFacts: Hashable, Sendable {
    package var count = 0
    package var prompts: [String] = []
    package var machines: [String] = []
    package var asked: Instant?

    package init() {}
}
