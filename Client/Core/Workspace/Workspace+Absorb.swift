import Models
import Vault
import Wire

/// Takes a reply in: outcomes, changes and cursor in one transaction. Nothing is believed that its author's device did not sign.
extension Workspace {
    /// - Returns: what it brought, and whether another exchange is needed before all is at rest.
    func absorb(_ response: SyncResponse, for prepared: PreparedSync) throws -> SyncStep {
        guard response.outcomes.count == prepared.origins.count, response.time.isPossible else { throw ClientError.notTwofold }
        latestTime = max(response.time, now).advanced(bySeconds: Stamp.farSeconds)
        var step = SyncStep(more: response.more)
        isAskingAnew = prepared.isAskingAnew
        let settling = zip(zip(prepared.request.writes, prepared.origins), response.outcomes)
        for ((write, origin), outcome) in settling where !outcome.isLoss { try settle(write, origin, outcome, &step) }
        let changes = try prepared.isAskingAnew ? response.changes.filter(isWorthAskingFor) : response.changes
        try absorb(changes, more: response.more)
        if !response.more {
            try chooseSeeds()
            try decideRivals()
        }
        // What it lost to is here by now; where it may be on a later page, the write goes out once more with that.
        for ((write, origin), outcome) in settling where outcome.isLoss && !response.more {
            try settle(write, origin, outcome, &step)
        }
        if !isAskingAnew { step.pulled += response.changes.count }
        var state = try transaction.syncState()
        if prepared.isAskingAnew {
            try changePassedOver { passed in
                guard response.more else { return passed.finishAsking(now) }
                passed.asking?.cursor = response.cursor
            }
        } else {
            state.cursor = response.cursor
        }
        state.furthest = response.furthest
        if state.isOffering, !response.more, try transaction.offers(limit: 1).isEmpty {
            state.isOffering = false
            step.more = true
            try tellRefusedOffers()
        }
        if !prepared.isAskingAnew {
            if response.more || state.isOffering {
                try removeDespiteMore(&state)
            } else {
                try lookAfterDevices(response.time)
                state.pagesBeforeRemoval = nil
            }
        }
        try storePassedOver()
        state.lastSync = now
        state.clockAhead = now.milliseconds(since: response.time)
        try transaction.set(state)
        try expectRounds()
        for (round, wasOpen) in touched.sorted(by: { $0.key < $1.key }) where !wasOpen {
            guard try isOpen(round), let row = try transaction.round(round), try unread(row) == nil else { continue }
            step.opened.append(RoundReference(prompt: row.prompt, round: row.number))
        }
        step.believed = believed
        (step.touched, step.hasNewKeys) = (Set(touched.keys), hasNewKeys)
        return step
    }

    /// A record may come before the entry that enlists its signer: a seal stays where it was first seen, whoever replaced it. So what
    /// nobody known has signed waits until the last page is here; and for longer, what a removal that counts is still to speak of.
    private func absorb(_ changes: [Change], more: Bool) throws {
        var waiting = try transaction.unvouched()
        let hadWaiting = !waiting.isEmpty
        for change in changes {
            if case .record(let record) = change, try !isSignerKnown(record) {
                waiting.removeAll { $0.header == record.header }
                waiting.append(record)
            } else {
                try absorb(change)
            }
        }
        try adoptPartnerIfVouched()
        guard hadWaiting || !waiting.isEmpty else { return }
        var unvouched: [RecordChange] = []
        for record in waiting {
            let canDecide = try isSignerKnown(record) || !more && !awaitsConfirmation(record)
            if canDecide { try absorb(record) } else { unvouched.append(record) }
        }
        let (kept, dropped) = RecordChange.fitting(unvouched)
        for record in dropped {
            try passOver(.record, record: record.header.id, by: record.header.device, isTold: false)
        }
        try transaction.setUnvouched(kept)
    }

    private func isSignerKnown(_ record: RecordChange) throws -> Bool {
        try adoptPartnerIfVouched()
        return try identity.log(of: record.header.author)?.state.cards[record.header.device] != nil && !awaitsConfirmation(record)
    }

    /// Whether a machine signed it of which void entries alone say that it ended: what of it stands, another machine of its owner's will say.
    private func awaitsConfirmation(_ record: RecordChange) throws -> Bool {
        guard let state = identity.log(of: record.header.author)?.state,
            state.isUnconfirmed(record.header.device) || record.opening.map({ state.isUnconfirmed($0.device) }) == true
        else { return false }
        let held = try transaction.record(record.header.id)
        return state.isUnconfirmed(record.header.device) && held?.header.digest != record.header.digest
            || record.opening.map { state.isUnconfirmed($0.device) && held?.opening != $0 } ?? false
    }

    private func absorb(_ change: Change) throws {
        switch change {
        case .record(let record): try absorb(record)
        case .entry(let entry): try absorb(entry)
        case .grant(let grant): try absorb(grant)
        case .joined(let join): try absorb(join)
        }
    }

    // MARK: Logs and keys

    func absorb(_ change: EntryChange) throws {
        guard change.partner == membership.partner || change.partner == membership.other else {
            // Of somebody for whom nobody has vouched yet: kept aside, and looked at when somebody does.
            guard try keepsAside(change.entry.encodedSize, of: change.partner) else {
                return try passOver(.entry, by: change.entry.device, isTold: identity.isPaired)
            }
            try transaction.add(change.entry, of: change.partner)
            return
        }
        let hash = change.entry.hash
        do throws(LogError) {
            guard try identity.insert(change.entry, of: change.partner) else { return believed.append(hash.bytes) }
        } catch {
            return try passOver(.entry, by: change.entry.device)
        }
        believed.append(hash.bytes)
        try changePassedOver { $0.hearNews() }
        try transaction.add(change.entry, of: change.partner)
        switch change.entry.action {
        case .leave where change.partner == membership.partner && identity.mine.state.hasLeft: identity.membership.phase = .left
        // Not where the device that says so had ended: its entry is void.
        case .leave where change.partner == membership.other && identity.theirs?.state.hasLeft == true:
            identity.membership.phase = .partnerLeft
            try notify(.partnerLeft)
        case .add(let card, _) where change.partner == membership.partner && isUnexpected(card):
            try notify(.deviceAdded(card.id))
        case .add, .remove, .pair, .leave: break
        }
        if !identity.mine.state.isLive(membership.device) { identity.membership.phase = .removed }
    }

    /// A machine or a kit that neither this machine added nor anybody by a link code that was made here.
    private func isUnexpected(_ card: DeviceCard) -> Bool {
        card.kind != .link && card.id != membership.device && identity.mine.state.isLive(card.id)
            && identity.mine.enlisters[card.id] != membership.device
    }

    private func absorb(_ grant: KeyGrant) throws {
        try adoptPartnerIfVouched()
        let isNew = try transaction.grant(grant.digest) == nil
        guard !isNew || identity.hasRoom(for: grant) else {
            return try passOver(.key, by: grant.device, isTold: identity.isPaired)
        }
        guard identity.log(of: grant.author) != nil else {
            // As with entries of somebody for whom nobody has vouched yet.
            guard try keepsAside(Change.grant(grant).encodedSize, of: grant.author) else {
                return try passOver(.key, by: grant.device, isTold: identity.isPaired)
            }
            return try add(grant, isNew: isNew)
        }
        // Also of a device that has ended: its key is read with, and never written with.
        guard identity.isSigned(grant) else { return try passOver(.key, by: grant.device) }
        do {
            try learn(grant)
        } catch is VaultError {
            // Signed as it is: the server has no part in it, and asking again would bring the same.
            if isNew { try notify(.keyDoesNotOpen(isMine: grant.author == membership.partner)) }
        }
        try add(grant, isNew: isNew)
        believed.append(grant.digest.bytes)
    }

    private func add(_ grant: KeyGrant, isNew: Bool) throws {
        try transaction.add(grant)
        if isNew { identity.count(grant) }
    }

    private func learn(_ grant: KeyGrant) throws {
        let isNew = identity.ring[grant.key] == nil
        try identity.learn(grant)
        guard isNew, identity.ring[grant.key] != nil else { return }
        hasNewKeys = true
        try readWhatAwaited(grant.key)
    }

    /// Octets of entries and grants of partners for whom nobody has vouched.
    private static let asideBytes = 4 * 1024 * 1024

    /// Whether there is room to keep something aside. Once there are two, nobody else will ever be vouched for; and of who has proved to
    /// hold the invitation's code, all is kept.
    private func keepsAside(_ bytes: Int, of partner: PartnerID) throws -> Bool {
        guard !identity.isPaired else { return false }
        guard partner != membership.candidate else { return true }
        var state = try transaction.syncState()
        state.asideBytes = (state.asideBytes ?? 0) + bytes
        guard state.asideBytes ?? 0 <= Self.asideBytes else { return false }
        try transaction.set(state)
        return true
    }

    /// The inviter's side of pairing: the answer must prove that its maker held the code and saw this very box.
    private func absorb(_ join: JoinChange) throws {
        guard !identity.isPaired, membership.isInviter, let invitation = membership.invitation, invitation.locator == join.locator
        else { return }
        guard try code(of: invitation).keys.isValid(joinProof: join.proof, box: invitation.box, joiner: join.partner) else {
            return try passOver(.join)
        }
        identity.membership.candidate = join.partner
        try changePassedOver { $0.hearNews() }
    }

    func code(of invitation: OpenInvitation) throws -> PaperCode {
        try PaperCode(parsing: String(decoding: cipher.open(invitation.code), as: UTF8.self))
    }

    /// Takes in the other partner, with what came from them before, once a proof or the own log vouches for them and their log is here.
    private func adoptPartnerIfVouched() throws {
        guard !identity.isPaired, let partner = membership.candidate ?? identity.mine.state.pairedWith else { return }
        // Asked for each record of a page: their log is verified anew only once there is more of it.
        let mark = try transaction.logMark().entries
        guard triedToAdopt?.partner != partner || triedToAdopt?.mark != mark else { return }
        triedToAdopt = (partner, mark)
        let entries = try transaction.entries(of: partner)
        guard let log = identity.log(of: partner, in: entries), log.state.pairedWith == membership.partner else {
            return
        }
        identity.adopt(log)
        if log.entries == entries { try transaction.setVerifiedPartner(partner) }
        for grant in try transaction.grants() where grant.author == partner && identity.isSigned(grant) {
            do { try learn(grant) } catch is VaultError { try notify(.keyDoesNotOpen(isMine: false)) }
        }
        identity.membership.phase = .paired
        identity.membership.invitation = nil
        if identity.mine.state.pairedWith == nil {
            try passOnSeedOfAnswer()
            try append(.pair(partner: partner))
        }
        try notify(.partnerJoined)
    }
}

extension Outcome {
    /// Another version stands.
    fileprivate var isLoss: Bool { self == .superseded || self == .locked }
}
