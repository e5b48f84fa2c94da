import Catalogue
import Models
import Vault
import Wire

/// Applies one reply in one transaction: outcomes, changes and cursor. Believes only what the author's device signed.
final class IncomingPage {
    let edit: HomeEdit
    private let isAskingAnew: Bool
    /// Later stamps aren't believed. `nil` outside a reply.
    private let latestTime: Instant?
    /// The changes that proved genuine: the ids of records, the hashes of entries, the digests of keys.
    var believed: [Bytes] = []
    private var signatures = VerifiedSignatures()
    /// A new key arrived.
    var hasNewKeys = false
    /// The partner whose log couldn't be adopted, and the mark of all entries at that time.
    var triedToAdopt: (partner: PartnerID, mark: Int64)?

    var home: HomeSnapshot { edit.home }
    var identity: Identity { edit.identity }

    /// - Parameters:
    ///   - serverTime: when the server sent the reply.
    ///   - isAskingAnew: the reply is part of fetching rejected data again.
    init(_ edit: HomeEdit, serverTime: Instant? = nil, isAskingAnew: Bool = false) {
        self.edit = edit
        self.isAskingAnew = isAskingAnew
        latestTime = serverTime.map { max($0, edit.now).advanced(by: .seconds(Stamp.farSeconds)) }
    }

    /// - Returns: what the reply contained, and whether another exchange is needed to finish.
    static func apply(_ response: SyncResponse, for prepared: PreparedSync, to edit: HomeEdit) throws -> SyncStep {
        guard response.outcomes.count == prepared.origins.count, response.time.isPossible else { throw ClientError.notTwofold }
        return try IncomingPage(edit, serverTime: response.time, isAskingAnew: prepared.isAskingAnew).apply(response, for: prepared)
    }

    private func apply(_ response: SyncResponse, for prepared: PreparedSync) throws -> SyncStep {
        var step = SyncStep(more: response.more)
        let outcomes = zip(zip(prepared.request.writes, prepared.origins), response.outcomes)
        for ((write, origin), outcome) in outcomes where !outcome.isLoss { try edit.outcomes.apply(write, origin, outcome, &step) }
        try apply(isAskingAnew ? response.changes.filter(isWorthAskingFor) : response.changes, more: response.more)
        if !response.more {
            try takeOutWhatIsVoid()
            try vouchForPartner()
            if try edit.keyring.chooseSeeds() { hasNewKeys = true }
            try edit.conflicts.decideAll()
            try edit.stateEditionsOnce()
        }
        // The version it lost to has arrived by now; if it may be on a later page, the write is sent again with that one.
        for ((write, origin), outcome) in outcomes where outcome.isLoss && !response.more {
            try edit.outcomes.apply(write, origin, outcome, &step)
        }
        if !isAskingAnew { step.pulled += response.changes.count }
        try moveOn(with: response, &step)
        try edit.roundNames.expectRounds()
        for (round, wasOpen) in edit.touched.sorted(by: { $0.key < $1.key }) where !wasOpen {
            guard try home.isOpen(round), let row = try home.reader.round(round), try home.unread(row) == nil else { continue }
            step.opened.append(row.reference)
        }
        step.believed = believed
        (step.touched, step.hasNewKeys) = (Set(edit.touched.keys), hasNewKeys)
        return step
    }

    /// Moves the cursor in the transaction that applies the changes. Once everything has arrived, this device performs its duties
    /// towards the other devices.
    private func moveOn(with response: SyncResponse, _ step: inout SyncStep) throws {
        var state = try home.reader.syncState()
        if isAskingAnew {
            try edit.passedOverItems.changePassedOver { passed in
                guard response.more else { return passed.finishAsking(edit.now) }
                passed.asking?.cursor = response.cursor
            }
        } else {
            state.cursor = response.cursor
        }
        state.furthest = response.furthest
        if state.isOffering, !response.more, try home.reader.offers(limit: 1).isEmpty {
            state.isOffering = false
            step.more = true
            try edit.offering.tellRefusedOffers()
        }
        if !isAskingAnew {
            if response.more || state.isOffering {
                try edit.deviceLog.removeDespiteMore(&state)
            } else {
                try edit.deviceLog.lookAfterDevices(response.time)
                state.pagesBeforeRemoval = nil
            }
        }
        try edit.passedOverItems.storePassedOver()
        state.lastSync = edit.now
        if !response.more { state.hasCaughtUp = true }
        state.clockLead = edit.now.duration(since: response.time)
        try edit.transaction.set(state)
    }

    /// A record may arrive before the entry that enlists its signer, because a seal stays where it was first seen, whoever replaced
    /// it. So records by unknown signers wait for the last page, and longer if a valid removal may still name them.
    private func apply(_ changes: [Change], more: Bool) throws {
        var waiting = try home.reader.unvouched()
        let hadWaiting = !waiting.isEmpty
        // Entries come first: what a device signed doesn't count if this page ends it as well.
        for case .entry(let entry) in changes { try apply(entry) }
        let records = changes.compactMap { if case .record(let record) = $0 { record } else { RecordChange?.none } }
        signatures = VerifiedSignatures(of: records) { identity.log(of: $0.author)?.state.cards[$0.device]?.signing }
        for change in changes where !change.isEntry {
            if case .record(let record) = change, try !isSignerKnown(record) {
                waiting.removeAll { $0.header == record.header }
                waiting.append(record)
            } else {
                try apply(change)
            }
        }
        try adoptPartnerIfVouched()
        guard hadWaiting || !waiting.isEmpty else { return }
        var unvouched: [RecordChange] = []
        for record in waiting {
            let canDecide = try isSignerKnown(record) || !more && !awaitsConfirmation(record)
            if canDecide { try apply(record) } else { unvouched.append(record) }
        }
        let (kept, dropped) = RecordChange.fitting(unvouched)
        for record in dropped {
            try passOver(.record, record: record.header.id, by: record.header.device, isTold: false)
        }
        try edit.transaction.setUnvouched(kept)
    }

    /// Only once everything has arrived: whoever removed a device may have written anew what it had written.
    private func takeOutWhatIsVoid() throws {
        for held in try edit.removedDevices.takeOut() {
            let prompt = try held.header.round.flatMap { try home.reader.round($0)?.prompt }
            try passOver(.removed, record: held.header.id, by: held.header.device, prompt: prompt)
        }
    }

    private func isSignerKnown(_ record: RecordChange) throws -> Bool {
        try adoptPartnerIfVouched()
        return try identity.log(of: record.header.author)?.state.cards[record.header.device] != nil && !awaitsConfirmation(record)
    }

    /// Whether only void entries say that the device that signed it was removed: another of its owner's devices will say which of
    /// its versions stand.
    private func awaitsConfirmation(_ record: RecordChange) throws -> Bool {
        guard let state = identity.log(of: record.header.author)?.state,
            state.isUnconfirmed(record.header.device) || record.opening.map({ state.isUnconfirmed($0.device) }) == true
        else { return false }
        let held = try home.reader.record(record.header.id)
        return state.isUnconfirmed(record.header.device) && held?.header.digest != record.header.digest
            || record.opening.map { state.isUnconfirmed($0.device) && held?.opening != $0 } ?? false
    }

    private func apply(_ change: Change) throws {
        switch change {
        case .record(let record): try apply(record)
        case .entry(let entry): try apply(entry)
        case .grant(let grant): try apply(grant)
        case .joined(let join): try apply(join)
        }
    }

    // MARK: Records

    private func apply(_ change: RecordChange) throws {
        let known = try known(of: change.header)
        for step in RecordDecision(change: change, known: known).steps() {
            try apply(step, of: change.header, prompt: known.round?.prompt)
        }
    }

    private func known(of header: RecordHeader) throws -> RecordDecision.Known {
        let round = try header.round.flatMap { try home.reader.round($0) }
        return RecordDecision.Known(
            identity: identity, cipher: edit.cipher, held: try home.reader.record(header.id),
            named: try header.round.flatMap { try home.reader.record(home.answerID($0))?.opening?.partnerCommitment },
            round: round, expected: try round == nil ? header.round.flatMap { try home.reader.expectedRound($0) } : nil,
            latestTime: latestTime, signatures: signatures)
    }

    private func apply(_ step: RecordDecision.Step, of header: RecordHeader, prompt: PromptID?) throws {
        switch step {
        case .passOver(let isByRemoved):
            try passOver(isByRemoved ? .removed : .record, record: header.id, by: header.device, prompt: prompt)
        case .closeRound(let round, let isMine): try edit.answers.close(round, isMine: isMine)
        case .restate(let id): try edit.removedDevices.restate(id, over: header.digest)
        case .believe:
            believed.append(header.id.bytes)
            try edit.passedOverItems.changePassedOver { $0.remove(header.id) }
        case .put(let record, let document):
            try edit.put(record, saying: document)
            try edit.recordEffects.apply(document, of: record)
            try edit.recordEffects.awaitKey(of: record)
        case .forgetName(let held): edit.recordEffects.forgetName(saidBy: held)
        case .keepReplaced(let held, let document, let isDeleted):
            try edit.outcomes.keepReplaced(held, by: document, deleted: isDeleted)
        case .keepLocked(let words): try edit.keepVersion(words, of: header.id, as: .locked)
        case .holdBack(let round): try edit.transaction.setHeldBack(round, true)
        case .stage(let incoming): try edit.conflicts.stage(incoming)
        case .unstage: try edit.conflicts.unstage(of: header.id)
        case .noteUnread(let round): try edit.recordEffects.noteUnread(header.id, round)
        case .noteNews: try edit.recordEffects.noteNews(header.id)
        case .noteNewer: try edit.recordEffects.noteNewer(prompt)
        case .notify(let notice): try edit.notify(notice)
        }
    }

    // MARK: What is rejected

    /// When a feed is fetched again, a seal that its author may still withdraw is left out unless it had been rejected: a
    /// withdrawal is only sent to devices whose own cursor has passed the seal.
    private func isWorthAskingFor(_ change: Change) throws -> Bool {
        guard case .record(let record) = change, record.header.visibility == .sealed, !record.header.isDeleted,
            record.header.author != edit.membership.partner, record.phase != .frozen, record.phase != .revealed
        else { return true }
        return try edit.passedOverItems.changePassedOver { $0.names(record.header.id) }
    }

    /// - Parameter isTold: `false` for data that may still prove genuine.
    func passOver(
        _ kind: PassedOver.Kind, record: RecordID? = nil, by signer: DeviceID? = nil, prompt: PromptID? = nil, isTold: Bool = true
    ) throws {
        let item = PassedOver.Item(kind: kind, record: record, signer: signer, prompt: prompt)
        let isFirst = try edit.passedOverItems.changePassedOver { $0.add(item, isTold: isTold, isAskingAnew: isAskingAnew) }
        if isFirst { try edit.notify(.notBelieved(what: kind.rawValue, prompt: prompt)) }
    }
}

extension Change {
    fileprivate var isEntry: Bool { if case .entry = self { true } else { false } }
}

extension Outcome {
    /// Another version stands.
    fileprivate var isLoss: Bool { self == .superseded || self == .locked }
}
