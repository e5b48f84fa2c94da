package import Catalogue
package import Models
package import Wire

/// One thing that `doctor` and `sync --explain` report about a home: what is waiting, why, or what is wrong. Never contains any
/// part of an answer.
package enum Finding: Hashable, Sendable {
    // MARK: This home
    /// The database is readable, and its key is right.
    case home
    /// It's readable, and nothing can be saved.
    case unwritable(HomeStoreError)
    /// The store key is wrong: nothing here can be read.
    case storeKeyWrong
    case phase(MembershipPhase)
    /// This partner is leaving, and the server hasn't confirmed it.
    case leaving
    /// Whether a kit is enlisted.
    case kit(Bool)

    // MARK: The server
    case server(ServerAddress)
    /// The server responds and is ready.
    case reachable
    /// Why the last exchange failed.
    case syncError(ClientError)
    /// The server's clock shows this impossible time.
    case serverClockWrong(Instant)
    /// How far this device's clock is ahead of the server's.
    case clock(ahead: Duration)
    /// The server went back, or started anew. `left`: how many items held here are still to be offered to it.
    case serverWentBack(at: Instant, left: Int)
    /// Data from the server that was rejected as not genuine. `machines`: this partner's devices that are named as signers of some
    /// of it. `asked`: when it was last requested again.
    case passedOver(Int, prompts: [PromptID], machines: [String], asked: Instant?)
    /// Records that don't count, because a device signed them that its owner has removed, and the removal doesn't let them stand.
    case signedByRemoved(Int, devices: [String])
    /// Answers sealed before the server went back. They may not count yet: nothing has arrived from these `machines` of this
    /// partner since.
    case sealsWaitForMachines([RoundReference], machines: [String])

    // MARK: What this device did
    /// Changes that go out with the next sync.
    case pending(Int)
    /// Changes that wait for a partner to join.
    case waitsForPartner(Int)
    /// Answers finished before there was a partner, which can be sealed for them now or, without one, later.
    case finished([PromptID], isPaired: Bool)
    /// The server refuses changes. `limit`: the limit it states, if the refusal is about one.
    case refused(ErrorCode, prompts: [PromptID], count: Int, limit: Int64?)
    /// The server refused the timestamps of changes as being in the future, even after they were stamped again.
    case stampedInVain(prompts: [PromptID], count: Int)
    /// The partner holds couple-owned records in a way that only they can change, so this many changes can't go through.
    case heldByPartner(Int)
    /// Items of this partner's that the server had lost and refuses to take back.
    case offersRefused([KeptThing])
    /// Edits from the last few days that lost; `history` has them.
    case lost(LostEdit, prompts: [PromptID])

    // MARK: Rounds
    /// The partner has sealed and is waiting for this partner's answer.
    case answerAwaited([RoundReference])
    /// Sealed here, and not by the partner as far as this home knows. `lastSeen`: the time of the latest thing received from them.
    case waitsForSeal([RoundReference], lastSeen: Instant?)
    /// Sealed by both; this side's missing part goes out with the next sync.
    case opensWithSync([RoundReference])
    /// Sealed by both; this side's part has been sent, and the partner's device has to sync once more.
    case waitsForOpening([RoundReference], lastSeen: Instant?)
    /// The server froze versions that this partner had withdrawn or replaced: they aren't opened unless their author agrees.
    case heldBack([RoundReference])
    /// The partner signed two answers, and the one that arrived isn't the one that was frozen together with this partner's.
    case notGenuine([RoundReference])
    /// The opening that the partner's device signed doesn't open their answer.
    case doesNotOpen([RoundReference])
    /// What the partner sealed isn't an answer to these rounds.
    case notAnAnswer([RoundReference])
    /// Records that a newer version of the program wrote.
    case needsNewerVersion(Int)
    /// Records whose keys haven't arrived: this partner's own, and shared ones. Both 0: even the keys that names are derived from
    /// are missing.
    case keysMissing(own: Int, shared: Int)
}

/// How an edit lost.
package enum LostEdit: String, Hashable, Sendable, CaseIterable {
    /// To a later version from another of the same partner's devices.
    case superseded
    /// It came after its answer was frozen.
    case locked
    /// It belonged to a pair from another history, and the other pair stands.
    case pairReplaced = "pair_replaced"
}
