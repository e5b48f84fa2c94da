import Catalogue
import Models
import Wire

/// The expected state, by rules far simpler than the code's: which texts were typed, which versions were sent and answered, and
/// what the server has frozen.
struct Model {
    // MARK: Texts
    var texts: [Int: TypedText] = [:]
    /// The texts that each home must be able to show, as long as it exists.
    var kept: [DeviceRef: Set<Int>] = [:]
    /// The ids of the questions that the couple asked, by text number.
    var asked: [Int: PromptID] = [:]

    // MARK: Versions
    var versions: [VersionDigest: SentVersion] = [:]
    var digestOfCommitment: [Commitment: VersionDigest] = [:]
    var contentKeys: [KeyID: VersionDigest] = [:]
    /// Versions of a record that the server accepted, or had a greater one than; without those it refused.
    var taken: [RecordID: [VersionDigest]] = [:]
    /// Seals whose replacement or withdrawal was confirmed to their author, and the device that received the confirmation.
    var retired: [VersionDigest: DeviceRef] = [:]
    /// The partner's commitments that openings of an answer were given for.
    var openedFor: [RecordID: Set<Commitment>] = [:]
    /// Rounds that an author released although they had withdrawn the frozen version.
    var released: Set<RoundID> = []

    // MARK: What the server has done
    var everFrozen: Set<VersionDigest> = []
    /// Versions frozen after their authors had withdrawn them, while no one had noticed that the server had gone back.
    var frozenUnnoticed: Set<VersionDigest> = []
    var everRevealed: Set<VersionDigest> = []
    /// For each round, the pairs that were revealed in any history.
    var pairs: [RoundID: [Set<VersionDigest>]] = [:]

    // MARK: What devices showed
    var shown: [DeviceRef: [String: (mine: Int, theirs: Int)]] = [:]
    /// The most notices of late edits that are justified.
    var lockedWithReason: [DeviceRef: Int] = [:]

    // MARK: Participants who ignore the rules
    /// What the joiner's unmodified client has sent, for a modified one to send again.
    var sentByJoiner: [RecordWrite] = []
    /// The server has known that one of the inviter's devices was removed.
    var hasTakenRemoval = false
    /// A removed device signed something while the server had forgotten its removal: docs/security.md, L13.
    var hasForgottenRemoval = false

    // MARK: Devices
    /// The step in which the server accepted a device's removal.
    var removed: [DeviceRef: Int] = [:]
    /// A new kit replaced another, which ended.
    var hasReplacedKit = false
    /// What such a device enlists in another history is void.
    var hasEndedDevices: Bool { !removed.isEmpty || hasReplacedKit }
    /// The removals that each home knows of, until it's rolled back.
    var removalsSeen: [DeviceRef: Set<DeviceID>] = [:]
    /// A removal didn't name everything its device had written: the server had lost it before it reached the removing device.
    var hasUnknownWords = false
    var grants: [(grant: KeyGrant, digest: VersionDigest)] = []
    var grantDigests: Set<VersionDigest> = []
    /// Codes on paper that have been used or have expired.
    var endedPapers: [Knowledge] = []

    /// For each record that held a text, the greatest version that did.
    func greatestVersions(of text: Int) -> [RecordID: Version] {
        taken.compactMapValues { $0.compactMap { versions[$0] }.filter { $0.text == text }.map(\.version).max() }
    }
}
