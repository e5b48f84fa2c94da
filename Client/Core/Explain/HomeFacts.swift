package import Catalogue
package import Models
package import Wire

/// Everything that `Explanation` considers, as of one moment.
package struct HomeFacts: Hashable, Sendable {
    package var now: Instant
    package var phase: MembershipPhase
    /// This partner is leaving, and the server hasn't confirmed it.
    package var isLeaving = false
    /// Why nothing can be saved; `nil` if it can, or wasn't tried.
    package var writeError: HomeStoreError?
    package var server: ServerAddress?
    package var hasKit: Bool
    /// This device's changes that the server hasn't acknowledged, in order.
    package var waiting: [WaitingChange]
    /// Rounds whose state is neither `open` nor `revealed`.
    package var rounds: [RoundFacts]
    /// Answers finished before there was a partner.
    package var finished: [PromptID]
    /// When this device discovered that the server's history had changed, by the server's clock.
    package var wentBack: Instant?
    /// How many items are still to be offered to that history.
    package var offersLeft: Int
    /// This partner's other live devices.
    package var otherMachines: [MachineFacts]
    /// The time of the latest thing received from the partner.
    package var partnerLastSeen: Instant?
    /// Records that can't be read because a key is missing.
    package var unreadableOwn: Int
    package var unreadableShared: Int
    /// Records that a newer version of the program wrote, including answers in revealed rounds.
    package var newer: Int
    /// Revealed rounds in which what the partner sealed isn't an answer.
    package var withoutAnswer: [RoundReference]
    /// The keys that the names of rounds and drafts are derived from are missing.
    package var lacksNaming: Bool
    /// Edits that lost recently, and their prompts.
    package var lost: [LostEdit: [PromptID]]
    /// How far this device's clock is ahead of the server's.
    package var clockAhead: Duration?

    /// Data from the server that was rejected: how much, about which prompts, and which of this partner's devices it names as
    /// signers; and when it was last requested again, by this device's clock.
    package var passedOver = PassedOverFacts()

    /// Items of this partner's that the server had lost and refuses to take back.
    package var refusedOffers: [KeptThing] = []

    // MARK: What the server said
    /// Why the latest exchange failed.
    package var syncError: ClientError?
    /// The server's self-description, if it was just asked.
    package var info: ServerInfo?
}

package struct PassedOverFacts: Hashable, Sendable {
    /// Not counting what removed devices had signed.
    package var count = 0
    /// Of those listed, how many removed devices had signed.
    package var byRemoved = 0
    package var removedDevices: [String] = []
    package var prompts: [PromptID] = []
    package var machines: [String] = []
    package var asked: Instant?

    package init() {}
}
