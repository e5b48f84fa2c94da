import Models
import Vault

/// This home's identity, with everything derived from its keys and logs, as of one transaction.
struct Identity {
    var membership: Membership
    let keys: DeviceKeys
    private(set) var mine: DeviceLog
    private(set) var theirs: DeviceLog?
    private(set) var ring: KeyRing
    /// The store holds a grant that no one's log vouches for yet.
    private var hasUnsignedGrants = false
    /// The number of stored grants per granting device, and of those by authors whose log isn't here.
    private var grantCounts: [DeviceID: Int] = [:]
    private var strangersGrants = 0
    /// Grants that were opened but whose opened form isn't stored yet.
    private(set) var newlyOpened: [OpenedGrant] = []

    /// The most grants kept per device. Even a device that enlists thirty others in its lifetime, with a hundred keys to grant to
    /// each, makes fewer.
    static let mostGrants = 4_000

    /// Verifies the log entries that weren't verified before they were stored, and opens the keys.
    ///
    /// - Throws: `storeKeyWrong`, or `LogError` if the stored entries don't fit together.
    init(_ source: IdentitySource, storeKey: SecretKey) throws {
        let membership = source.membership
        guard let stored = try? StoreCipher(key: storeKey).decrypt(membership.secrets), let keys = try? DeviceKeys(stored: stored)
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

    /// The identity for a source that extends the one this identity was made from. What has been verified isn't verified again.
    ///
    /// - Returns: `nil` if anything else has changed; the identity must then be rebuilt.
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

    /// A grant that doesn't open is its maker's fault, and no reason to lose the others.
    private mutating func take(_ grants: some Collection<IdentitySource.Grant>) {
        for grant in grants {
            switch grant.content {
            case .grant(let grant):
                count(grant)
                if isSigned(grant) { try? accept(grant) } else { hasUnsignedGrants = true }
            case .opened(let opened):
                grantCounts[opened.device, default: 0] += 1
                if mayGrant(opened.purpose, in: opened.couple, opened.device, of: opened.author) != nil {
                    accept(opened)
                } else {
                    hasUnsignedGrants = true
                }
            }
        }
    }

    /// Whether there's room for another grant by the same device.
    func hasRoom(for grant: KeyGrant) -> Bool {
        (log(of: grant.author) == nil ? strangersGrants : grantCounts[grant.device] ?? 0) < Self.mostGrants
    }

    /// Counts a grant that is now stored.
    mutating func count(_ grant: KeyGrant) {
        if log(of: grant.author) == nil { strangersGrants += 1 } else { grantCounts[grant.device, default: 0] += 1 }
    }

    /// The opened forms are now stored.
    mutating func forgetNewlyOpened() { newlyOpened = [] }

    var isPaired: Bool { theirs != nil }
    var opener: RecordDecryptor { RecordDecryptor(ring: ring) }

    func log(of partner: PartnerID) -> DeviceLog? {
        partner == membership.partner ? mine : partner == membership.other ? theirs : nil
    }

    /// The devices that receive keys for this purpose.
    func entitled(to purpose: KeyPurpose) -> [DeviceCard] {
        mine.state.live + (purpose.isShared ? theirs?.state.live ?? [] : [])
    }

    /// The key to write with; `nil` if one must be made first, or there's no partner to share it with.
    func newest(_ purpose: KeyPurpose) -> SecretKey? {
        ring.newest(purpose, from: membership.epochFloors?[purpose] ?? 0, live: Set(entitled(to: purpose).map(\.id)))
    }

    var coupleNaming: RoundNaming? { seed(.coupleSeed).map(RoundNaming.init) }
    var personalNaming: RoundNaming? { seed(.personalSeed).map(RoundNaming.init) }

    /// The seed that counts here; `nil` until one of this partner's devices has said which one does.
    func seed(_ purpose: KeyPurpose) -> SecretKey? {
        guard let seeds = membership.seeds else { return ring.seeds(purpose).first }
        return seeds[purpose].flatMap { ring[$0] }
    }

    /// Records the seeds in use by a home that predates this record, so that they keep counting.
    mutating func keepSeeds() {
        guard membership.seeds == nil else { return }
        var seeds = SeedChoice()
        for purpose in KeyPurpose.seeds { seeds[purpose] = ring.seeds(purpose).first?.id }
        membership.seeds = seeds
    }

    /// Adopts the seeds that this partner's devices granted, for purposes without one.
    ///
    /// - Returns: whether any was adopted.
    mutating func chooseSeeds() -> Bool {
        keepSeeds()
        var hasChosen = false
        for purpose in KeyPurpose.seeds where seed(purpose) == nil {
            let trusted = purpose == .coupleSeed ? mine.pairSigner : nil
            guard let own = ring.ownSeed(purpose, live: Set(mine.state.live.map(\.id)), trusted: trusted) else { continue }
            membership.seeds?[purpose] = own.id
            hasChosen = true
        }
        return hasChosen
    }

    /// The keys that each of this partner's devices must have.
    var keysToPassOn: [KeyRing.Entry] {
        ring.keysToPassOn(seeds: Set(KeyPurpose.seeds.compactMap { seed($0)?.id }))
    }

    /// Whether a version that its author's device signed counts: the device is live, or its removal lets the version stand.
    func counts(_ header: RecordHeader) -> Bool {
        log(of: header.author)?.state.accepts(header.digest, by: header.device) ?? false
    }

    func isSignerLive(_ header: RecordHeader) -> Bool { log(of: header.author)?.state.isLive(header.device) ?? false }

    /// Whether a device in its author's log signed it, live or removed: `newest` makes sure that nothing is written with a key
    /// granted by a removed device.
    func isSigned(_ grant: KeyGrant) -> Bool {
        mayGrant(grant.purpose, in: grant.couple, grant.device, of: grant.author).map { grant.isValid(signedBy: $0) } ?? false
    }

    /// - Returns: the card of the granting device, if it may grant this.
    private func mayGrant(_ purpose: KeyPurpose, in couple: CoupleID, _ device: DeviceID, of author: PartnerID) -> DeviceCard? {
        guard couple == membership.couple, purpose.isShared || author == membership.partner,
            let card = log(of: author)?.state.cards[device], card.kind == .machine
        else { return nil }
        return card
    }

    /// Applies a signed grant.
    ///
    /// - Throws: `notAuthentic` if it's encrypted to this device but doesn't open to the key that it names.
    mutating func accept(_ grant: KeyGrant) throws(VaultError) {
        let opened = OpenedGrant(grant, as: membership.device, with: keys)
        newlyOpened.append(opened)
        guard opened.result != .broken else { throw .notAuthentic }
        accept(opened)
    }

    mutating func accept(_ grant: KeyGrant, opened key: SecretKey) {
        let opened = OpenedGrant(grant, opened: key)
        newlyOpened.append(opened)
        accept(opened)
    }

    /// Records who else has a key that this device was given by another grant.
    private mutating func accept(_ opened: OpenedGrant) {
        guard opened.result != .broken, let key = opened.secret ?? ring[opened.key] else { return }
        ring.add(
            key, id: opened.key, for: opened.purpose, epoch: opened.epoch, by: opened.author, from: opened.device,
            to: opened.recipients)
    }

    /// Adds a log entry. From here on, nothing is written with keys that a removed device may hold.
    ///
    /// - Returns: `false` if the log already holds the entry.
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
            // Their log held the card first, through a server that had lost this entry.
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

    /// Removes entries of the own log, and everything built on them.
    mutating func remove(_ entries: Set<EntryHash>) throws(LogError) {
        mine = try DeviceLog(stored: mine.entries.filter { !entries.contains($0.hash) })
    }

    /// The other partner's log, as far as this partner believes it. An entry that enlists one of this partner's devices is dropped,
    /// along with everything built on it: a card belongs to one partner, and only their own devices can enlist it.
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
