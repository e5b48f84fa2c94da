import Models
import Vault
import Wire

/// What is offered again to a server whose history is another.
extension Workspace {
    /// Forgets how far this device had come, and lines up everything that it holds.
    func beginOffering() throws {
        var state = try transaction.syncState()
        state.cursor = nil
        state.furthest = nil
        state.isOffering = true
        try forgetRefusals()
        try changePassedOver { $0.forget() }
        try storePassedOver()
        state.wentBack = now.advanced(byMilliseconds: -max(state.clockAhead ?? 0, -.max))
        try transaction.set(state)
        for log in [identity.mine, identity.theirs].compactMap({ $0 }) {
            for entry in log.inOfferingOrder { try transaction.add(Offer.entry(hash: entry.hash, partner: log.partner)) }
        }
        for grant in try transaction.grants() where grant.author == membership.partner && grant.couple == membership.couple {
            try transaction.add(Offer.grant(digest: grant.digest))
        }
        try grantWhatOthersGranted()
        for held in try transaction.records(of: .own, includingTombstones: true)
            + transaction.records(of: .shared, includingTombstones: true)
        { try offer(held) }
        try thawUnrevealed()
        for seal in try transaction.sealOverview() where seal.author == membership.partner {
            if seal.phase == .revealed, !seal.isTampered {
                try transaction.add(Offer.pair(round: seal.round))
            } else if let held = try transaction.record(answerID(seal.round)) {
                try offer(held)
            }
        }
        if let kit = membership.kit, identity.mine.state.isLive(kit.device) {
            try enqueue(.box(BoxWrite(locator: kit.locator, kind: .kit, device: kit.device, box: kit.box)))
        }
        if let invitation = membership.invitation, !identity.isPaired {
            try enqueue(
                .box(
                    BoxWrite(
                        locator: invitation.locator, kind: .invitation, device: nil, box: invitation.box,
                        permit: code(of: invitation).keys.permit.hash)))
        }
    }

    /// A server takes grants from those alone who signed them, and who are alive. Whoever comes first may be the only one who comes, so the
    /// keys of the partner and of ended devices are granted anew. Keys that an ended device has are followed by one that it has not.
    private func grantWhatOthersGranted() throws {
        let live = Set(identity.mine.state.live.map(\.id))
        var covered: [KeyID: Set<DeviceID>] = [:]
        for grant in try transaction.grants() where grant.author == membership.partner && live.contains(grant.device) {
            covered[grant.key, default: []].formUnion(grant.sealed.map(\.recipient))
        }
        for entry in identity.keysToPassOn {
            let holders = covered[entry.key.id] ?? []
            let missing = identity.entitled(to: entry.purpose).filter { $0.kind != .link && !holders.contains($0.id) }
            if !missing.isEmpty { try grant(entry.key, for: entry.purpose, epoch: entry.epoch, to: missing) }
        }
        try renewKeys()
    }

    /// What was frozen and not revealed is decided anew by the other history, and the partner's seals are to be seen there first. An opening
    /// already given still names what it was for.
    private func thawUnrevealed() throws {
        for seal in try transaction.sealOverview() where seal.phase != .revealed && !seal.isDeleted {
            guard var held = try transaction.record(answerID(seal.round, by: seal.author)) else { continue }
            held.phase = seal.author == membership.partner ? .sealed : nil
            try transaction.put(held)
            try transaction.setOpeningTaken(seal.round, false)
        }
    }

    private func offer(_ held: HeldRecord) throws {
        guard held.header.couple == membership.couple, held.header.author == membership.partner else { return }
        try transaction.add(Offer.record(id: held.header.id))
    }

    /// - Returns: nil where there is nothing to offer any more.
    func write(_ offer: Offer) throws -> Write? {
        switch offer {
        case .entry(let hash, let partner):
            guard identity.log(of: partner)?.contains(hash) == true, let entry = try transaction.entry(hash, of: partner) else {
                return nil
            }
            return .entry(EntryWrite(partner: partner, entry: entry, offered: true))
        case .grant(let digest):
            return try transaction.grant(digest).map { .grant($0) }
        case .record(let id):
            guard let held = try transaction.record(id), let record = held.record else { return nil }
            return .record(
                RecordWrite(record: record, opening: held.opening?.partnerCommitment == nil ? held.opening : nil, offered: true))
        case .pair(let round):
            let pair = try pair(of: round)
            guard let mine = pair.mine?.revealed, let theirs = pair.theirs?.revealed else { return nil }
            return .pair(RevealedPair(mine: mine, theirs: theirs))
        }
    }
}

extension HeldRecord {
    fileprivate var revealed: RevealedAnswer? {
        guard let record, let opening else { return nil }
        return RevealedAnswer(record: record, opening: opening)
    }
}
