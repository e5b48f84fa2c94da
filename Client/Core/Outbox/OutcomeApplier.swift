import Models
import Wire

/// Applies the server's outcomes to what this device sent.
struct OutcomeApplier {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    func apply(_ write: Write, _ origin: PreparedSync.Origin, _ outcome: Outcome, _ step: inout SyncStep) throws {
        switch origin {
        case .outbox(let sequence):
            guard let entry = try edit.transaction.outboxEntry(sequence) else { return }
            try apply(write, entry, outcome, &step)
        case .offer(let offer):
            try edit.transaction.remove(offer)
            step.settled += 1
            switch outcome {
            case .applied: step.pushed += 1
            case .refused(.stampInFuture), .refused(.impossibleStamp):
                if case .record(let record) = write { try edit.outbox.writeAnew(record.record) }
            case .refused(.entryTooLarge) where try edit.keyring.grantInParts(write): step.more = true
            case .refused(let code): try edit.offering.noteRefusal(of: offer, code)
            case .superseded, .locked: break
            }
        case .opening(let round):
            if case .refused = outcome { step.refusedOpenings.insert(round) }
            guard try outcome == .applied && !edit.transaction.isOpeningTaken(round) else { return }
            try edit.transaction.setOpeningTaken(round, true)
            step.settled += 1
        }
    }

    private func apply(_ write: Write, _ entry: OutboxEntry, _ outcome: Outcome, _ step: inout SyncStep) throws {
        switch outcome {
        case .applied:
            try edit.transaction.removeOutbox(entry.sequence)
            if case .record(let sent) = write {
                try hold(sent)
                try edit.offering.forgetRefusal(of: sent.record.header.id)
            }
            if entry.isLeaving {
                edit.identity.membership.phase = .left
                step.hasLeft = true
            }
            step.pushed += 1
            step.settled += 1
        case .superseded where try !isOvertaken(write), .locked where try !isOvertaken(write):
            if try edit.outbox.refuse(entry, .superseded) { step.settled += 1 }
        case .superseded, .locked:
            try edit.transaction.removeOutbox(entry.sequence)
            step.settled += 1
            try keepLoser(entry, write, locked: outcome == .locked)
        case .refused(.stampInFuture) where entry.record != nil, .refused(.impossibleStamp) where entry.record != nil:
            var entry = entry
            entry.write = nil
            entry.restamped += 1
            try edit.transaction.update(entry)
            if entry.restamped <= 2 { step.settled += 1 }
            // A change that was stamped again goes out at once; after two failures it waits for the next sync.
            if entry.restamped <= 2 { step.more = true }
        case .refused(.logMoved) where write.isEntryNotOffered:
            guard case .entry(let moved) = write else { return }
            var entry = entry
            entry.write = .entry(EntryWrite(partner: moved.partner, entry: moved.entry, offered: true))
            try edit.transaction.update(entry)
            step.more = true
        case .refused(.badEntry) where try write.ownEntry(of: edit.membership.partner) != nil && edit.offering.offerOwnLog():
            _ = try edit.outbox.refuse(entry, .badEntry)
            step.settled += 1
            step.more = true
        case .refused(.entryTooLarge) where try edit.keyring.grantInParts(write):
            try edit.transaction.removeOutbox(entry.sequence)
            step.settled += 1
            step.more = true
        case .refused(let code)
        where try code.isWantOfRoom && write.ownEntry(of: edit.membership.partner).map(edit.deviceLog.takeBack) == true:
            step.takenBack = code
            step.settled += 1
            step.more = true
            try edit.notify(.refused(code: code, prompt: nil))
        case .refused where edit.outbox.isInVain(write):
            try edit.transaction.removeOutbox(entry.sequence)
            step.settled += 1
        case .refused(let code):
            if try edit.outbox.refuse(entry, code) { step.settled += 1 }
        }
    }

    /// Whether the version that is to replace a write has arrived. Without it there's only the server's claim, and that's no reason
    /// to give up anything.
    private func isOvertaken(_ write: Write) throws -> Bool {
        // Nothing stands in the place of an entry, a grant or a box: the server says what can't be.
        guard case .record(let sent) = write else { return false }
        guard let held = try edit.transaction.record(sent.record.header.id) else { return false }
        return held.isFrozen || held.header.version >= sent.record.header.version
    }

    /// Holds a version that the server has accepted, unless a greater one is already here.
    private func hold(_ sent: RecordWrite) throws {
        let record = sent.record
        if let held = try edit.transaction.record(record.header.id), held.header.couple == record.header.couple {
            if record.header.canFollow(held.header) {
                guard record.header.version > held.header.version || !held.header.stamp.time.isPossible else { return }
                try keepReplaced(held, by: home.bodies.document(of: HeldRecord(record)), deleted: record.header.isDeleted)
            } else {
                edit.recordEffects.forgetName(saidBy: held)
            }
        }
        try edit.put(
            HeldRecord(
                header: record.header, signature: record.signature, body: record.body, ownKey: record.ownKey, opening: sent.opening,
                phase: record.header.visibility == .sealed && !record.header.isDeleted ? .sealed : nil))
    }

    /// Keeps text that lost in the history and tells its author, unless the winning version says the same.
    private func keepLoser(_ entry: OutboxEntry, _ write: Write, locked: Bool) throws {
        guard let id = entry.record, let intent = try home.intent(of: entry) else { return }
        let standing = try edit.transaction.record(id)
        let standingWords = standing.flatMap { try? home.bodies.document(of: $0) }?.answer
        if let words = intent.document {
            if words.answer != nil, words.answer?.text == standingWords?.text { return }
            try edit.keepVersion(words, of: id, as: locked ? .locked : .superseded)
        }
        if locked, case .sealed? = standing?.header.visibility, let round = standing?.header.round {
            try edit.transaction.setHeldBack(round, true)
        }
        let prompt = intent.document?.answer?.prompt ?? standingWords?.prompt
        // It isn't news if this partner edited a later version from the one that lost.
        if !locked, let sent = entry.stampSent, standingWords?.edits == sent { return }
        if intent.document?.answer != nil || locked {
            try edit.notify(locked ? .locked(prompt: prompt) : .superseded(prompt: prompt))
        }
    }

    /// Moves this partner's text into the history when a newer version replaces it.
    func keepReplaced(_ held: HeldRecord, by new: Document?, deleted: Bool) throws {
        guard held.header.author == edit.membership.partner, let words = try? home.bodies.document(of: held),
            let answer = words.answer
        else {
            return
        }
        guard answer.text != new?.answer?.text else { return }
        if try deleted && home.isSealedAsWell(words) { return }
        let isKnowing = deleted || new?.edits == held.header.stamp
        try edit.keepVersion(words, of: held.header.id, as: deleted ? .withdrawn : isKnowing ? .edited : .superseded)
        if !isKnowing, held.header.device == edit.membership.device { try edit.notify(.superseded(prompt: answer.prompt)) }
    }
}

extension Write {
    /// An entry that must build on the latest log. If offered, it would be accepted beside whatever has arrived since.
    fileprivate var isEntryNotOffered: Bool { if case .entry(let write) = self { !write.offered } else { false } }

    fileprivate func ownEntry(of partner: PartnerID) -> LogEntry? {
        if case .entry(let write) = self, write.partner == partner { write.entry } else { nil }
    }
}
