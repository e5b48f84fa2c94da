import Models
import Vault
import Wire

/// Offers this home's data again to a server whose history has changed, and records what that server refuses.
struct Offering {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    /// Forgets how far this device had come, and queues everything it holds.
    ///
    /// - Parameter wentBack: whether the server showed that it had gone back, rather than this partner asking for it.
    func beginOffering(wentBack: Bool) throws {
        var state = try edit.transaction.syncState()
        state.cursor = nil
        state.furthest = nil
        state.isOffering = true
        try forgetRefusals()
        try edit.passedOverItems.changePassedOver { $0.forget() }
        try edit.passedOverItems.storePassedOver()
        if wentBack { state.wentBack = edit.now.advanced(by: .zero - (state.clockLead ?? .zero)) }
        try edit.transaction.set(state)
        for log in [edit.identity.mine, edit.identity.theirs].compactMap({ $0 }) {
            for entry in log.inOfferingOrder { try edit.transaction.add(Offer.entry(hash: entry.hash, partner: log.partner)) }
        }
        for grant in try edit.transaction.grants()
        where grant.author == edit.membership.partner && grant.couple == edit.membership.couple {
            try edit.transaction.add(Offer.grant(digest: grant.digest))
        }
        try edit.keyring.grantWhatOthersGranted()
        for held in try edit.transaction.records(of: .own, includingTombstones: true)
            + edit.transaction.records(of: .shared, includingTombstones: true)
        { try offer(held) }
        try thawUnrevealed()
        for seal in try edit.transaction.sealOverview() where seal.author == edit.membership.partner {
            if seal.phase == .revealed, !seal.isTampered {
                try edit.transaction.add(Offer.pair(round: seal.round))
            } else if let held = try edit.transaction.record(home.answerID(seal.round)) {
                try offer(held)
            }
        }
        try offerKit()
        if let invitation = edit.membership.invitation, !edit.identity.isPaired {
            try edit.outbox.enqueue(
                .box(
                    BoxWrite(
                        locator: invitation.locator, kind: .invitation, device: nil, box: invitation.box,
                        permit: home.code(of: invitation).keys.permit.hash)))
        }
    }

    private func offerKit() throws {
        if let kit = edit.membership.kit, edit.identity.mine.state.isLive(kit.device) {
            try edit.outbox.enqueue(.box(BoxWrite(locator: kit.locator, kind: .kit, device: kit.device, box: kit.box)))
        }
    }

    /// Sends the own log once more, with the keys that this device granted and the kit's box: the server refused an entry, and may lack what it
    /// builds on, whatever it once said to have taken. Once a day, as long as the log doesn't grow.
    ///
    /// - Returns: `false` if that was done already.
    func offerOwnLog() throws -> Bool {
        let mark = Bytes("\(try home.reader.logMark().entries) \(edit.now.milliseconds / 86_400_000)".utf8)
        guard try home.reader.value(Self.offeredLog) != mark else { return false }
        try edit.transaction.setValue(mark, for: Self.offeredLog)
        let waiting = Set(
            try home.reader.outbox(.plain, after: 0, limit: .max).compactMap { row in
                if case .entry(let write)? = row.write { write.entry.hash } else { EntryHash?.none }
            })
        for entry in edit.identity.mine.inOfferingOrder where !waiting.contains(entry.hash) {
            try edit.outbox.enqueue(.entry(EntryWrite(partner: edit.membership.partner, entry: entry, offered: true)))
        }
        for grant in try home.reader.grants() where grant.device == edit.membership.device && grant.couple == edit.membership.couple
        {
            try edit.outbox.enqueue(.grant(grant))
        }
        try offerKit()
        return true
    }

    private static let offeredLog = "offered-log"

    /// Whatever was frozen and not revealed is decided again by the other history, which must show the partner's seals first. An
    /// opening that was already given still names what it was for.
    private func thawUnrevealed() throws {
        for seal in try edit.transaction.sealOverview() where seal.phase != .revealed && !seal.isDeleted {
            guard var held = try edit.transaction.record(home.answerID(seal.round, by: seal.author)) else { continue }
            held.phase = seal.author == edit.membership.partner ? .sealed : nil
            try edit.transaction.put(held)
            try edit.transaction.setOpeningTaken(seal.round, false)
        }
    }

    private func offer(_ held: HeldRecord) throws {
        guard held.header.couple == edit.membership.couple, held.header.author == edit.membership.partner else { return }
        try edit.transaction.add(Offer.record(id: held.header.id))
    }

    /// - Returns: `nil` if there's nothing left to offer.
    func offered(_ offer: Offer) throws -> Write? {
        switch offer {
        case .entry(let hash, let partner):
            guard edit.identity.log(of: partner)?.contains(hash) == true, let entry = try edit.transaction.entry(hash, of: partner)
            else {
                return nil
            }
            return .entry(EntryWrite(partner: partner, entry: entry, offered: true))
        case .grant(let digest):
            return try edit.transaction.grant(digest).map { .grant($0) }
        case .record(let id):
            guard let held = try edit.transaction.record(id), let record = held.record else { return nil }
            return .record(
                RecordWrite(record: record, opening: held.opening?.partnerCommitment == nil ? held.opening : nil, offered: true))
        case .pair(let round):
            let pair = try home.pair(of: round)
            guard let mine = pair.mine?.revealed, let theirs = pair.theirs?.revealed else { return nil }
            return .pair(RevealedPair(mine: mine, theirs: theirs))
        }
    }

    static let refused = "refused-offer/"

    /// A couple that has ended takes nothing back, which isn't news.
    func noteRefusal(of offer: Offer, _ code: ErrorCode) throws {
        guard code != .coupleEnded, let id = recordOffered(offer) else { return }
        try edit.transaction.setValue(Bytes(code.rawValue.utf8), for: "\(Self.refused)\(id)")
    }

    private func recordOffered(_ offer: Offer) -> RecordID? {
        switch offer {
        case .record(let id): id
        case .pair(let round): home.answerID(round)
        case .entry, .grant: nil
        }
    }

    /// It's on the server now, or is offered again.
    func forgetRefusal(of record: RecordID) throws { try edit.transaction.setValue(nil, for: "\(Self.refused)\(record)") }

    func forgetRefusals() throws {
        for (name, _) in try edit.transaction.values(under: Self.refused) { try edit.transaction.setValue(nil, for: name) }
    }

    /// Called once everything has been offered.
    func tellRefusedOffers() throws {
        let things = try home.refusedOffers()
        if !things.isEmpty { try edit.notify(.offersRefused(things)) }
    }
}

extension HeldRecord {
    fileprivate var revealed: RevealedAnswer? {
        guard let record, let opening else { return nil }
        return RevealedAnswer(record: record, opening: opening)
    }
}
