import Models
import Wire

/// What ought to be so, kept by rules far simpler than those of the code: which words were typed, which versions were sent, which of
/// them were answered, and what the server has frozen.
struct Model {
    // MARK: Words
    var texts: [Int: TypedText] = [:]
    /// The words that each home must be able to show, as long as it is there.
    var kept: [DeviceRef: Set<Int>] = [:]
    /// The questions that the couple asked, by the number of their text, and the ids under which they go.
    var asked: [Int: String] = [:]

    // MARK: Versions
    var versions: [VersionDigest: SentVersion] = [:]
    var digestOfCommitment: [Commitment: VersionDigest] = [:]
    var contentKeys: [KeyID: VersionDigest] = [:]
    /// Versions of a record that the server took, or had a greater one than; without those that it refused.
    var taken: [RecordID: [VersionDigest]] = [:]
    /// Seals whose replacement or withdrawal their author has been told is done, and the device that was told.
    var retired: [VersionDigest: DeviceRef] = [:]
    /// The partner's commitments that openings of an answer were given for.
    var openedFor: [RecordID: Set<Commitment>] = [:]
    /// Rounds that an author released although they had taken back the version that was frozen.
    var released: Set<RoundID> = []

    // MARK: What the server has done
    var everFrozen: Set<VersionDigest> = []
    /// Versions that were frozen although their authors had taken them back, while nobody had noticed that the server went back.
    var frozenUnnoticed: Set<VersionDigest> = []
    var everRevealed: Set<VersionDigest> = []
    /// For each round, the pairs that were revealed in one history or another.
    var pairs: [RoundID: [Set<VersionDigest>]] = [:]

    // MARK: What devices showed
    var shown: [DeviceRef: [String: (mine: Int, theirs: Int)]] = [:]
    /// Notices of edits that came too late, as they ought to be at most.
    var lockedWithReason: [DeviceRef: Int] = [:]

    // MARK: Who keeps to no rule
    /// What the joiner's own client has sent, to be sent again by a changed one.
    var sentByJoiner: [RecordWrite] = []
    /// The server has known that a machine of the inviter's was removed.
    var hasTakenRemoval = false
    /// A removed machine signed something while the server had forgotten its removal: docs/security.md, L13.
    var hasForgottenRemoval = false

    // MARK: Devices
    /// The step in which the removal of a device was taken by the server.
    var removed: [DeviceRef: Int] = [:]
    /// A kit was made in the place of another, which ended by that.
    var hasReplacedKit = false
    /// What such a device enlists in another history is void.
    var hasEndedDevices: Bool { !removed.isEmpty || hasReplacedKit }
    /// What each home knows to be removed, as long as it is not set back.
    var removalsSeen: [DeviceRef: Set<DeviceID>] = [:]
    /// A removal did not name all that its device had written: the server had lost it before it came to whoever removed the device.
    var hasUnknownWords = false
    var grants: [(grant: KeyGrant, digest: VersionDigest)] = []
    var grantDigests: Set<VersionDigest> = []
    /// Codes on paper that have been used or have run out.
    var endedPapers: [Knowledge] = []

    /// Of each record that held a text, the greatest version that did.
    func greatestVersions(of text: Int) -> [RecordID: Version] {
        taken.compactMapValues { $0.compactMap { versions[$0] }.filter { $0.text == text }.map(\.version).max() }
    }
}
