import Models
import Vault

/// Who this home is, with everything that its keys and logs make of it, as of one transaction.
struct Identity {
    var membership: Membership
    let keys: DeviceKeys
    private(set) var mine: DeviceLog
    private(set) var theirs: DeviceLog?
    private(set) var ring: KeyRing
    /// A grant lies in the store that nobody's log vouches for yet.
    private var hasUnsignedGrants = false
    /// How many grants are in the store, by the device that made them; and of authors whose log is not here.
    private var grantCounts: [DeviceID: Int] = [:]
    private var strangersGrants = 0
    /// Grants that were opened and are not kept so yet.
    private(set) var newlyOpened: [OpenedGrant] = []

    /// The most grants of one device that are kept. A machine that enlists thirty others in its life, with a hundred keys to give to each,
    /// does not make so many.
    static let mostGrants = 4_000

    /// Verifies what of the logs was not verified before it was stored, and opens the keys.
    ///
    /// - Throws: `storeKeyWrong`, or `LogError` where the store holds entries that do not fit together.
    init(_ source: IdentitySource, storeKey: SecretKey) throws {
        let membership = source.membership
        guard let stored = try? StoreCipher(key: storeKey).open(membership.secrets), let keys = try? DeviceKeys(stored: stored)
        else {
            throw ClientError.storeKeyWrong
        }
        self.membership = membership
        self.keys = keys
        mine = try DeviceLog(stored: source.mine)
        ring = KeyRing(owner: membership.partner)
        if let other = membership.other {
            theirs =
                source.isVerified && !source.theirs.contains(where: addsDeviceOfMine)
                ? try DeviceLog(stored: source.theirs) : log(of: other, in: source.theirs)
        }
        take(source.grants)
    }

    /// The identity of a source that adds to the one that this was made from. What was verified is not verified again.
    ///
    /// - Returns: nil where more has changed than that, and all is to be made anew.
    func grown(from former: IdentitySource, to source: IdentitySource) throws -> Identity? {
        guard source.continues(former), theirs != nil || source.theirs.isEmpty else { return nil }
        var grown = self
        grown.membership = source.membership
        let (mine, theirs) = (source.mine.dropFirst(former.mine.count), source.theirs.dropFirst(former.theirs.count))
        guard !hasUnsignedGrants || (mine.isEmpty && theirs.isEmpty) else { return nil }
        for entry in mine { try grown.mine.insert(VerifiedEntry(stored: entry)) }
        guard !source.theirs.contains(where: grown.addsDeviceOfMine) else { return nil }
        for entry in theirs {
            _ = source.isVerified ? try grown.theirs?.insert(VerifiedEntry(stored: entry)) : try? grown.theirs?.insert(entry)
        }
        grown.take(source.grants.dropFirst(former.grants.count))
        return grown
    }

    /// One that does not open is its maker's fault, and no reason to be without all the others.
    private mutating func take(_ grants: some Collection<IdentitySource.Grant>) {
        for grant in grants {
            switch grant.content {
            case .grant(let grant):
                count(grant)
                if isSigned(grant) { try? learn(grant) } else { hasUnsignedGrants = true }
            case .opened(let opened):
                grantCounts[opened.device, default: 0] += 1
                if mayGrant(opened.purpose, in: opened.couple, opened.device, of: opened.author) != nil {
                    learn(opened)
                } else {
                    hasUnsignedGrants = true
                }
            }
        }
    }

    /// Whether there is room for another grant of its device.
    func hasRoom(for grant: KeyGrant) -> Bool {
        (log(of: grant.author) == nil ? strangersGrants : grantCounts[grant.device] ?? 0) < Self.mostGrants
    }

    /// It is in the store now.
    mutating func count(_ grant: KeyGrant) {
        if log(of: grant.author) == nil { strangersGrants += 1 } else { grantCounts[grant.device, default: 0] += 1 }
    }

    /// What was opened is in the store now.
    mutating func forgetNewlyOpened() { newlyOpened = [] }

    var isPaired: Bool { theirs != nil }
    var opener: RecordOpener { RecordOpener(ring: ring) }

    func log(of partner: PartnerID) -> DeviceLog? {
        partner == membership.partner ? mine : partner == membership.other ? theirs : nil
    }

    /// The devices that a key of this purpose is given to.
    func entitled(to purpose: KeyPurpose) -> [DeviceCard] {
        mine.state.live + (purpose.isShared ? theirs?.state.live ?? [] : [])
    }

    /// The key to write with; nil where one is to be made, or nobody is there to share it with.
    func newest(_ purpose: KeyPurpose) -> SecretKey? {
        ring.newest(purpose, from: membership.epochFloors?[purpose] ?? 0, live: Set(entitled(to: purpose).map(\.id)))
    }

    var coupleNaming: RoundNaming? { seed(.coupleSeed).map(RoundNaming.init) }
    var personalNaming: RoundNaming? { seed(.personalSeed).map(RoundNaming.init) }

    /// The seed that counts here; nil as long as no machine of this partner's has said which one does.
    func seed(_ purpose: KeyPurpose) -> SecretKey? {
        guard let seeds = membership.seeds else { return ring.seeds(purpose).first }
        return seeds[purpose].flatMap { ring[$0] }
    }

    /// Seeds that counted before homes kept which ones do go on counting.
    mutating func keepSeeds() {
        guard membership.seeds == nil else { return }
        var seeds = SeedChoice()
        for purpose in KeyPurpose.seeds { seeds[purpose] = ring.seeds(purpose).first?.id }
        membership.seeds = seeds
    }

    /// Takes the seeds that machines of this partner's granted, where none counts here yet.
    ///
    /// - Returns: whether there was one to take.
    mutating func chooseSeeds() -> Bool {
        keepSeeds()
        var hasChosen = false
        for purpose in KeyPurpose.seeds where seed(purpose) == nil {
            guard let own = ring.ownSeed(purpose, live: Set(mine.state.live.map(\.id))) else { continue }
            membership.seeds?[purpose] = own.id
            hasChosen = true
        }
        return hasChosen
    }

    /// What every device of this partner's is to have.
    var keysToPassOn: [KeyRing.Entry] {
        ring.keysToPassOn(seeds: Set(KeyPurpose.seeds.compactMap { seed($0)?.id }))
    }

    /// Whether a machine that its author's log knows has signed it, alive or not: `newest` sees to it that what a device gave that has
    /// ended is not written with.
    func isSigned(_ grant: KeyGrant) -> Bool {
        mayGrant(grant.purpose, in: grant.couple, grant.device, of: grant.author).map { grant.isValid(signedBy: $0) } ?? false
    }

    /// - Returns: the card of the machine that gives a key, where it may.
    private func mayGrant(_ purpose: KeyPurpose, in couple: CoupleID, _ device: DeviceID, of author: PartnerID) -> DeviceCard? {
        guard couple == membership.couple, purpose.isShared || author == membership.partner,
            let card = log(of: author)?.state.cards[device], card.kind == .machine
        else { return nil }
        return card
    }

    /// A grant that is signed.
    ///
    /// - Throws: `notAuthentic` where it is sealed to this device, but does not open to the key that it names.
    mutating func learn(_ grant: KeyGrant) throws(VaultError) {
        let opened = OpenedGrant(grant, as: membership.device, with: keys)
        newlyOpened.append(opened)
        guard opened.result != .broken else { throw .notAuthentic }
        learn(opened)
    }

    mutating func learn(_ grant: KeyGrant, opened key: SecretKey) {
        let opened = OpenedGrant(grant, opened: key)
        newlyOpened.append(opened)
        learn(opened)
    }

    /// Of a key that this device was given by another grant, this one tells who else has it.
    private mutating func learn(_ opened: OpenedGrant) {
        guard opened.result != .broken, let key = opened.secret ?? ring[opened.key] else { return }
        ring.learn(
            key, id: opened.key, for: opened.purpose, epoch: opened.epoch, by: opened.author, from: opened.device,
            to: opened.recipients)
    }

    /// Takes an entry in. What an ended device may hold is not written with from here on.
    ///
    /// - Returns: false where the log holds the entry already.
    mutating func insert(_ entry: LogEntry, of partner: PartnerID) throws(LogError) -> Bool {
        guard try insertInLog(entry, of: partner) else { return false }
        guard entry.action.removed != nil else { return true }
        var floors = membership.epochFloors ?? EpochFloors()
        for purpose in KeyPurpose.allCases where purpose.isRenewed && (purpose.isShared || partner == membership.partner) {
            floors[purpose] = max(floors[purpose], ring.nextEpoch(purpose))
        }
        membership.epochFloors = floors
        return true
    }

    private mutating func insertInLog(_ entry: LogEntry, of partner: PartnerID) throws(LogError) -> Bool {
        if partner == membership.partner {
            guard try mine.insert(entry) else { return false }
            // It came first in their log, from a server that had lost this one.
            if let card = entry.action.added, let log = theirs, log.state.cards[card.id] != nil {
                theirs = self.log(of: log.partner, in: log.entries)
            }
            return true
        }
        guard partner == membership.other else { throw .unknownPrevious }
        guard !addsDeviceOfMine(entry) else { throw .impossible }
        if theirs == nil {
            theirs = try DeviceLog(first: entry)
            return true
        }
        return try theirs?.insert(entry) ?? false
    }

    /// Takes entries of the own log out, with all that build on them.
    mutating func remove(_ entries: Set<EntryHash>) throws(LogError) {
        mine = try DeviceLog(stored: mine.entries.filter { !entries.contains($0.hash) })
    }

    /// The other partner's log as this partner believes it. An entry that enlists a device of this partner's is passed over, with what
    /// builds on it: a card is one partner's, and in one's own log one's own devices put it.
    func log(of other: PartnerID, in heap: [LogEntry]) -> DeviceLog? {
        DeviceLog(of: other, in: heap.filter { !addsDeviceOfMine($0) })
    }

    private func addsDeviceOfMine(_ entry: LogEntry) -> Bool {
        entry.action.added.map { mine.state.cards[$0.id] != nil } ?? false
    }

    mutating func adopt(_ log: DeviceLog) {
        membership.other = log.partner
        theirs = log
    }
}
