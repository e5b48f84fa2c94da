import Models
import Vault
import Wire

/// Applies device log entries, keys, and the answer to an invitation.
extension IncomingPage {
    /// Applies the entries with which a server proves that this device or partner has ended.
    ///
    /// - Returns: whether any of them was new and genuine.
    func apply(proof: [LogEntry], of code: ErrorCode) throws -> Bool {
        let before = identity.mine.entries.count
        for entry in proof { try apply(EntryChange(partner: edit.membership.partner, entry: entry)) }
        try edit.passedOverItems.storePassedOver()
        // It was signed here, and the reply to it was lost.
        if code == .partnerLeft, identity.mine.state.hasLeft { edit.identity.membership.phase = .left }
        return identity.mine.entries.count > before
    }

    func apply(_ change: EntryChange) throws {
        guard change.partner == edit.membership.partner || change.partner == edit.membership.other else {
            // By someone no one has vouched for yet: kept aside until someone does.
            guard try keepsAside(change.entry.encodedSize, of: change.partner) else {
                return try passOver(.entry, by: change.entry.device, isTold: identity.isPaired)
            }
            try edit.transaction.add(change.entry, of: change.partner)
            return
        }
        let hash = change.entry.hash
        do throws(LogError) {
            guard try edit.identity.insert(change.entry, of: change.partner) else { return believed.append(hash.bytes) }
        } catch {
            return try passOver(.entry, by: change.entry.device)
        }
        believed.append(hash.bytes)
        try edit.passedOverItems.changePassedOver { $0.hearNews() }
        try edit.transaction.add(change.entry, of: change.partner)
        switch change.entry.action {
        case .leave where change.partner == edit.membership.partner && identity.mine.state.hasLeft:
            edit.identity.membership.phase = .left
        // Unless the device that signed it had been removed: its entry is void.
        case .leave where change.partner == edit.membership.other && identity.theirs?.state.hasLeft == true:
            edit.identity.membership.phase = .partnerLeft
            try edit.notify(.partnerLeft)
        case .add(let card, _) where change.partner == edit.membership.partner && isUnexpected(card):
            try edit.notify(.deviceAdded(card.id))
        case .add, .remove, .pair, .leave: break
        }
        if !identity.mine.state.isLive(edit.membership.device) { edit.identity.membership.phase = .removed }
    }

    /// A device or kit that was added neither by this device nor with a link code made here.
    private func isUnexpected(_ card: DeviceCard) -> Bool {
        card.kind != .link && card.id != edit.membership.device && identity.mine.state.isLive(card.id)
            && identity.mine.enlisters[card.id] != edit.membership.device
    }

    func apply(_ grant: KeyGrant) throws {
        try adoptPartnerIfVouched()
        let isNew = try edit.transaction.grant(grant.digest) == nil
        guard !isNew || identity.hasRoom(for: grant) else {
            return try passOver(.key, by: grant.device, isTold: identity.isPaired)
        }
        guard identity.log(of: grant.author) != nil else {
            // As with entries by someone no one has vouched for yet.
            guard try keepsAside(Change.grant(grant).encodedSize, of: grant.author) else {
                return try passOver(.key, by: grant.device, isTold: identity.isPaired)
            }
            return try add(grant, isNew: isNew)
        }
        // Includes grants by a removed device: their keys are used to read, never to write.
        guard identity.isSigned(grant) else { return try passOver(.key, by: grant.device) }
        do {
            try accept(grant)
        } catch is VaultError {
            // It's signed as it is: the server has no part in that, and requesting it again would return the same.
            if isNew { try edit.notify(.keyDoesNotOpen(isMine: grant.author == edit.membership.partner)) }
        }
        try add(grant, isNew: isNew)
        believed.append(grant.digest.bytes)
    }

    private func add(_ grant: KeyGrant, isNew: Bool) throws {
        try edit.transaction.add(grant)
        if isNew { edit.identity.count(grant) }
    }

    private func accept(_ grant: KeyGrant) throws {
        let isNew = identity.ring[grant.key] == nil
        try edit.identity.accept(grant)
        guard isNew, identity.ring[grant.key] != nil else { return }
        hasNewKeys = true
        try edit.recordEffects.readWhatAwaited(grant.key)
    }

    /// The most bytes of entries and grants kept for partners no one has vouched for.
    private static let asideBytes = 4 * 1024 * 1024

    /// Whether there's room to keep something aside. Once there are two partners, no one else can ever be vouched for; everything
    /// by the partner who proved that they hold the invitation's code is kept.
    private func keepsAside(_ bytes: Int, of partner: PartnerID) throws -> Bool {
        guard !identity.isPaired else { return false }
        guard partner != edit.membership.candidate else { return true }
        var state = try edit.transaction.syncState()
        state.asideBytes = (state.asideBytes ?? 0) + bytes
        guard state.asideBytes ?? 0 <= Self.asideBytes else { return false }
        try edit.transaction.set(state)
        return true
    }

    /// The inviter's side of pairing: the answer must prove that its author held the code and saw this very box.
    func apply(_ join: JoinChange) throws {
        guard !identity.isPaired, edit.membership.isInviter, let invitation = edit.membership.invitation,
            invitation.locator == join.locator
        else { return }
        guard try home.code(of: invitation).keys.isValid(joinProof: join.proof, box: invitation.box, joiner: join.partner) else {
            return try passOver(.join)
        }
        edit.identity.membership.candidate = join.partner
        try edit.passedOverItems.changePassedOver { $0.hearNews() }
    }

    /// Adopts the other partner, and everything already received from them, once a proof or the own log vouches for them and their
    /// log has arrived.
    func adoptPartnerIfVouched() throws {
        guard !identity.isPaired, let partner = edit.membership.candidate ?? identity.mine.state.pairedWith else { return }
        // Called for each record of a page: their log is verified again only once it has grown.
        let mark = try edit.transaction.logMark().entries
        guard triedToAdopt?.partner != partner || triedToAdopt?.mark != mark else { return }
        triedToAdopt = (partner, mark)
        let entries = try edit.transaction.entries(of: partner)
        guard let log = identity.log(of: partner, in: entries), log.state.pairedWith == edit.membership.partner else {
            return
        }
        edit.identity.adopt(log)
        if log.entries == entries { try edit.transaction.setVerifiedPartner(partner) }
        for grant in try edit.transaction.grants() where grant.author == partner && identity.isSigned(grant) {
            do { try accept(grant) } catch is VaultError { try edit.notify(.keyDoesNotOpen(isMine: false)) }
        }
        edit.identity.membership.phase = .paired
        edit.identity.membership.invitation = nil
        try edit.notify(.partnerJoined)
    }

    /// On the device that took in the answer to its own invitation: passes the seed on that came with the answer, then signs who the partner
    /// is. In that order, and not before a seed is here that opens: once the pair is signed, a seed by the partner's word alone counts for
    /// no one, and a server or a partner who is late with it would leave all of this partner's devices without names for rounds.
    func vouchForPartner() throws {
        guard identity.isPaired, let partner = edit.membership.candidate, partner == edit.membership.other,
            identity.mine.state.isLive(edit.membership.device)
        else { return }
        if try edit.keyring.passOnSeedOfAnswer() { hasNewKeys = true }
        guard identity.seed(.coupleSeed) != nil, identity.mine.state.pairedWith == nil else { return }
        try edit.deviceLog.append(.pair(partner: partner))
    }
}
