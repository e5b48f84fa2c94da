package import Models
package import Wire

/// One thing that `doctor` and `sync --explain` have to say of a home: what waits, why, and whether something is wrong. Carries no words
/// of any answer.
package enum Finding: Hashable, Sendable {
    // MARK: This home
    /// The database is readable, and its key fits.
    case home
    /// The store key does not fit: nothing here can be read.
    case storeKeyWrong
    case phase(MembershipPhase)
    /// Whether a kit is enlisted.
    case kit(Bool)

    // MARK: The server
    case server(ServerAddress)
    /// It answers, and is ready.
    case reachable
    /// Why the last exchange did not go through.
    case trouble(ClientError)
    /// The server's clock says this, which cannot be.
    case serverClockWrong(Instant)
    /// Milliseconds by which this machine's clock is ahead of the server's.
    case clock(ahead: Int64)
    /// The server went back, or began anew. `left`: how many of the things held here are still to be offered to it.
    case serverWentBack(at: Instant, left: Int)
    /// Things that the server handed over and that were passed over as not genuine. `machines`: those of this partner that are named as
    /// having signed some of it. `asked`: when they were last asked for once more.
    case passedOver(Int, prompts: [String], machines: [String], asked: Instant?)
    /// Answers sealed before the server went back. They may not count yet: of the `machines` of this partner nothing has come since.
    case sealsWaitForMachines([RoundReference], machines: [String])

    // MARK: What this device did
    /// Changes that go out with the next sync.
    case pending(Int)
    /// Changes that wait until there is a partner.
    case waitsForPartner(Int)
    /// Answers that were finished before there was a partner, and that can be sealed for them now or, without one, later.
    case finished([String], isPaired: Bool)
    /// The server refuses changes. `limit`: what it states as the most that it takes, where the refusal is about that.
    case refused(ErrorCode, prompts: [String], count: Int, limit: Int64?)
    /// The server refused the time of changes as lying in the future, also after they were stamped anew.
    case stampedInVain(prompts: [String], count: Int)
    /// The partner holds things of the couple's in a way in which only they can change them, so that this many changes don't go through.
    case heldByPartner(Int)
    /// Things of this partner's that the server had lost and does not take back.
    case offersRefused([KeptThing])
    /// Edits of the last days that lost; `history` has them.
    case lost(LostEdit, prompts: [String])

    // MARK: Rounds
    /// The partner has sealed, and waits for the answer of this one.
    case answerAwaited([RoundReference])
    /// Sealed here, not seen to be sealed by the partner. `lastSign`: the time of the latest thing that came from them.
    case waitsForSeal([RoundReference], lastSign: Instant?)
    /// Sealed by both; what is missing from this side goes out with the next sync.
    case opensWithSync([RoundReference])
    /// Sealed by both; what this side gives is given, and the partner's device has to sync once more.
    case waitsForOpening([RoundReference], lastSign: Instant?)
    /// The server froze versions that this partner had taken back or replaced: they are not opened unless their author says so.
    case heldBack([RoundReference])
    /// The partner signed two answers, and the one that came is not the one that was closed with this partner's.
    case notGenuine([RoundReference])
    /// What the partner's device signed to open its answers doesn't open them.
    case doesNotOpen([RoundReference])
    /// What the partner sealed is no answer to these rounds.
    case notAnAnswer([RoundReference])
    /// Records that a newer version of the program wrote.
    case needsNewerVersion(Int)
    /// Records whose keys have not arrived: of this partner's own, and of what both share. Both 0: not even the keys that name things.
    case keysMissing(own: Int, shared: Int)
}

/// How an edit lost.
package enum LostEdit: String, Hashable, Sendable, CaseIterable {
    /// To a later version from another machine of the same partner.
    case superseded
    /// It came after its answer was frozen.
    case locked
    /// It belonged to a pair of another history, and the other pair stands.
    case pairReplaced = "pair_replaced"
}
