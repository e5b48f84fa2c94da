import Catalogue
import Models
import Vault

/// Gathers the facts about a home that an explanation needs.
struct FactsReader {
    let home: HomeSnapshot

    /// - Parameter names: the names of this partner's devices.
    func facts(names: [DeviceID: String]) throws -> HomeFacts {
        let state = try home.reader.syncState()
        let seen = try lastSeen()
        let unreadable = try unreadable()
        var facts = HomeFacts(
            now: home.now, phase: home.membership.phase, server: home.membership.server,
            hasKit: !home.kits.isEmpty, waiting: try waitingChanges(),
            rounds: try roundFacts(),
            finished: try home.finishedDrafts(), wentBack: state.wentBack,
            offersLeft: state.isOffering ? try home.reader.offers(limit: .max).count : 0,
            otherMachines: home.identity.mine.state.liveMachines.filter { $0 != home.membership.device }.sorted().map {
                MachineFacts(name: names[$0] ?? $0.short, lastSeen: seen.devices[$0])
            }, partnerLastSeen: seen.partner, unreadableOwn: unreadable.own, unreadableShared: unreadable.shared,
            newer: unreadable.newer, withoutAnswer: try roundsWithoutAnswer(),
            lacksNaming: home.identity.personalNaming == nil || home.identity.isPaired && home.identity.coupleNaming == nil,
            lost: try lostEdits(),
            clockAhead: state.clockLead, syncError: nil, info: nil)
        facts.passedOver = try passedOverFacts(names)
        facts.refusedOffers = try home.refusedOffers()
        facts.isLeaving = home.isLeaving
        return facts
    }

    private func passedOverFacts(_ names: [DeviceID: String]) throws -> PassedOverFacts {
        let passed = try home.reader.passedOver()
        var facts = PassedOverFacts()
        let byRemoved = passed.items.filter { $0.kind == .removed }
        let rest = passed.items.filter { $0.kind != .removed }
        facts.byRemoved = byRemoved.count
        facts.removedDevices = Set(byRemoved.compactMap(\.signer)).map { names[$0] ?? $0.short }.sorted()
        facts.count = passed.count - byRemoved.count
        facts.prompts = Set(rest.compactMap(\.prompt)).sorted()
        let mine = Set(rest.compactMap(\.signer)).filter { home.identity.mine.state.cards[$0] != nil }
        facts.machines = mine.map { names[$0] ?? $0.short }.sorted()
        facts.asked = passed.asked
        return facts
    }

    private func waitingChanges() throws -> [WaitingChange] {
        try home.reader.outbox().map { entry in
            let intent = try home.intent(of: entry)
            let needsPartner =
                switch intent {
                case .put(.own, _, _, _)?, .delete(.own, _, _)?, .removal?, nil: false
                case .put?, .delete?, .seal?, .withdraw?: true
                }
            return WaitingChange(
                prompt: intent?.document?.prompt, needsPartner: needsPartner, refusal: entry.refusal,
                restamped: entry.restamped, isHeldByPartner: intent?.isHeldByPartner(entry.refusal) ?? false)
        }
    }

    private func roundFacts() throws -> [RoundFacts] {
        let skipped = try home.skipped()
        return try home.reader.allRounds().compactMap { row in
            let state = try home.state(of: row.id)
            if state == .sealedByPartner, skipped.contains(row.prompt) { return nil }
            guard ![.open, .revealed, .closed].contains(state) else { return nil }
            let pair = try home.pair(of: row.id)
            let mine = pair.mine
            // In escrow, the opening was sent with the seal.
            let isOpened = try mine?.opening.map { try $0.partnerCommitment == nil || home.reader.isOpeningTaken(row.id) }
            return RoundFacts(
                reference: row.reference, state: state,
                sealedAt: mine.flatMap { $0.header.isDeleted ? nil : $0.header.stamp.time },
                isFrozen: mine?.isFrozen ?? false, hasOpening: isOpened ?? false,
                isHeldBack: try home.reader.isHeldBack(row.id),
                doesNotOpen: state == .tampered && pair.theirs.map(home.bodies.doesNotOpen) == true)
        }
    }

    private func lastSeen() throws -> (partner: Instant?, devices: [DeviceID: Instant]) {
        var partner: Instant?
        var devices: [DeviceID: Instant] = [:]
        for held in try heldRecords() {
            let time = held.header.stamp.time
            devices[held.header.device] = max(time, devices[held.header.device] ?? time)
            if held.header.author == home.membership.other { partner = max(time, partner ?? time) }
        }
        return (partner, devices)
    }

    /// Without what a home that was used alone wrote before it joined: that was written anew for the couple.
    private func heldRecords() throws -> [HeldRecord] {
        try home.reader.allRecords().filter { $0.header.couple == home.membership.couple }
    }

    private func unreadable() throws -> (own: Int, shared: Int, newer: Int) {
        var (own, shared, newer) = (0, 0, 0)
        for held in try heldRecords() {
            switch try? home.bodies.reading(of: held) {
            case .keyMissing?:
                let isOwn = held.header.visibility != .shared && held.header.author == home.membership.partner
                if isOwn { own += 1 } else { shared += 1 }
            case .needsNewerVersion?: newer += 1
            case .document?, .nothing?, .malformed?, nil: break
            }
        }
        return (own, shared, newer)
    }

    private func roundsWithoutAnswer() throws -> [RoundReference] {
        try home.reader.allRounds().compactMap { row in
            guard try home.state(of: row.id) == .revealed, let theirs = try home.pair(of: row.id).theirs,
                try home.bodies.answer(theirs, in: row).unread == .notAnAnswer
            else { return nil }
            return row.reference
        }
    }

    /// How long to mention an edit that lost.
    private static let memory = Duration.seconds(7 * 86_400)

    private func lostEdits() throws -> [LostEdit: [PromptID]] {
        var lost: [LostEdit: Set<PromptID>] = [:]
        for row in try home.reader.notices(unseenOnly: false) where row.at.advanced(by: Self.memory) > home.now {
            switch row.notice {
            case .superseded(let prompt?): lost[.superseded, default: []].insert(prompt)
            case .locked(let prompt?): lost[.locked, default: []].insert(prompt)
            case .pairReplaced(let prompt?): lost[.pairReplaced, default: []].insert(prompt)
            default: break
            }
        }
        return lost.mapValues { $0.sorted() }
    }
}
