import Models
import Vault
import Wire

/// What becomes of what this device sent.
extension Workspace {
    func settle(_ write: Write, _ origin: PreparedSync.Origin, _ outcome: Outcome, _ step: inout SyncStep) throws {
        switch origin {
        case .outbox(let sequence):
            guard let entry = try transaction.outboxEntry(sequence) else { return }
            try settle(write, entry, outcome, &step)
        case .offer(let offer):
            try transaction.remove(offer)
            step.settled += 1
            switch outcome {
            case .applied: step.pushed += 1
            case .refused(.stampInFuture), .refused(.impossibleStamp):
                if case .record(let record) = write { try writeAnew(record.record) }
            case .refused(.entryTooLarge) where try grantInParts(write): step.more = true
            case .refused(let code): try noteRefusal(of: offer, code)
            case .superseded, .locked: break
            }
        case .opening(let round):
            if case .refused = outcome { step.refusedOpenings.insert(round) }
            guard try outcome == .applied && !transaction.isOpeningTaken(round) else { return }
            try transaction.setOpeningTaken(round, true)
            step.settled += 1
        }
    }

    private func settle(_ write: Write, _ entry: OutboxEntry, _ outcome: Outcome, _ step: inout SyncStep) throws {
        switch outcome {
        case .applied:
            try transaction.removeOutbox(entry.sequence)
            if case .record(let sent) = write {
                try hold(sent)
                try forgetRefusal(of: sent.record.header.id)
            }
            step.pushed += 1
            step.settled += 1
        case .superseded where try !isOvertaken(write), .locked where try !isOvertaken(write):
            if try refuse(entry, .superseded) { step.settled += 1 }
        case .superseded, .locked:
            try transaction.removeOutbox(entry.sequence)
            step.settled += 1
            try keepLoser(entry, write, locked: outcome == .locked)
        case .refused(.stampInFuture), .refused(.impossibleStamp):
            var entry = entry
            entry.write = nil
            entry.restamped += 1
            try transaction.update(entry)
            if entry.restamped <= 2 { step.settled += 1 }
            // Its own words, stamped anew, go out at once; twice in vain, they wait for the next sync.
            if entry.restamped <= 2 { step.more = true }
        case .refused(.logMoved) where write.isEntryNotOffered:
            guard case .entry(let moved) = write else { return }
            var entry = entry
            entry.write = .entry(EntryWrite(partner: moved.partner, entry: moved.entry, offered: true))
            try transaction.update(entry)
            step.more = true
        case .refused(.entryTooLarge) where try grantInParts(write):
            try transaction.removeOutbox(entry.sequence)
            step.settled += 1
            step.more = true
        case .refused(let code) where try code.isWantOfRoom && write.ownEntry(of: membership.partner).map(takeBack) == true:
            step.takenBack = code
            step.settled += 1
            step.more = true
            try notify(.refused(code: code, prompt: nil))
        case .refused(let code):
            if try refuse(entry, code) { step.settled += 1 }
        }
    }

    /// Whether what is to stand in the place of a write is here. That something does is else no more than what the server says, and no
    /// reason to give up anything.
    private func isOvertaken(_ write: Write) throws -> Bool {
        guard case .record(let sent) = write else { return true }
        guard let held = try transaction.record(sent.record.header.id) else { return false }
        return held.isFrozen || held.header.version >= sent.record.header.version
    }

    /// Keeps an entry with the reason why it isn't taken, and tells of it once.
    ///
    /// - Returns: whether that is news.
    private func refuse(_ entry: OutboxEntry, _ code: ErrorCode) throws -> Bool {
        guard entry.refusal != code else { return false }
        var entry = entry
        entry.refusal = code
        try transaction.update(entry)
        let intent = try intent(of: entry)
        let isHeld = intent?.isHeldByPartner(code) == true
        try notify(isHeld ? .heldByPartner : .refused(code: code, prompt: intent?.document?.prompt))
        return true
    }

    /// The same of what never arrived, being too large.
    func refuse(_ sequence: Int64, _ code: ErrorCode) throws {
        if let entry = try transaction.outboxEntry(sequence) { _ = try refuse(entry, code) }
    }

    /// A version that the server has taken is the one held here, unless a greater one is already.
    private func hold(_ sent: RecordWrite) throws {
        let record = sent.record
        if let held = try transaction.record(record.header.id), held.header.couple == record.header.couple {
            if record.header.canFollow(held.header) {
                guard record.header.version > held.header.version || !held.header.stamp.time.isPossible else { return }
                try keepReplaced(held, by: document(of: HeldRecord(record)), deleted: record.header.isDeleted)
            } else {
                forgetName(saidBy: held)
            }
        }
        try put(
            HeldRecord(
                header: record.header, signature: record.signature, body: record.body, ownKey: record.ownKey, opening: sent.opening,
                phase: record.header.class == .sealed && !record.header.isDeleted ? .sealed : nil))
    }

    /// Words that lost stay in the history, and their author is told, unless the version that won says the same.
    private func keepLoser(_ entry: OutboxEntry, _ write: Write, locked: Bool) throws {
        guard let id = entry.record, let intent = try intent(of: entry) else { return }
        let standing = try transaction.record(id)
        let standingWords = standing.flatMap { try? document(of: $0) }?.answer
        if let words = intent.document {
            if words.answer != nil, words.answer?.text == standingWords?.text { return }
            try keep(words, of: id, as: locked ? .locked : .superseded)
        }
        if locked, case .sealed? = standing?.header.class, let round = standing?.header.round {
            try transaction.setHeldBack(round, true)
        }
        let prompt = intent.document?.answer?.prompt ?? standingWords?.prompt
        // A later version of this partner's that was made from the one that lost is no news.
        if !locked, let sent = entry.stampSent, standingWords?.edits == sent { return }
        if intent.document?.answer != nil || locked { try notify(locked ? .locked(prompt: prompt) : .superseded(prompt: prompt)) }
    }

    /// The same words of this partner's, as a new version: of one whose stamp another history does not take, or whose device ends.
    ///
    /// - Parameter edits: the stamp that the new one has to be above.
    /// - Returns: false where they cannot be read here.
    @discardableResult
    func writeAnew(_ record: Record, above edits: Stamp? = nil) throws -> Bool {
        let held = HeldRecord(record)
        guard record.header.author == membership.partner, try !isNewer(record.header.id) else { return false }
        let document = try? document(of: held)
        switch (record.header.class, document) {
        case (.sealed, .answer(let answer)?):
            guard let round = record.header.round else { return false }
            var answer = answer
            answer.edits = edits ?? answer.edits
            try enqueue(.seal(round: round, document: answer, escrow: membership.reveal == .escrow), for: record.header.id)
        case (.sealed, _):
            guard let round = record.header.round, record.header.isDeleted else { return false }
            try enqueue(.withdraw(round: round, edits: edits), for: record.header.id)
        case (let `class`, let document?):
            try enqueue(
                .put(class: `class`, owner: record.header.owner, document: document, edits: edits), for: record.header.id)
        case (let `class`, nil):
            guard record.header.isDeleted else { return false }
            try enqueue(.delete(class: `class`, owner: record.header.owner, edits: edits), for: record.header.id)
        }
        return true
    }

    /// A draft that was sealed is not a loss: its words are in the answer.
    func isSealedAsWell(_ document: Document) throws -> Bool {
        guard case .draft(let draft) = document, let naming = identity.coupleNaming else { return false }
        let answer = answerID(naming.round(prompt: draft.prompt, number: draft.number))
        return try current(answer).document?.answer?.text == draft.text
    }

    /// Own words that give way to a newer version go into the history.
    func keepReplaced(_ held: HeldRecord, by new: Document?, deleted: Bool) throws {
        guard held.header.author == membership.partner, let words = try? document(of: held), let answer = words.answer else {
            return
        }
        guard answer.text != new?.answer?.text else { return }
        if try deleted && isSealedAsWell(words) { return }
        let isKnowing = deleted || new?.edits == held.header.stamp
        try keep(words, of: held.header.id, as: deleted ? .withdrawn : isKnowing ? .edited : .superseded)
        if !isKnowing, held.header.device == membership.device { try notify(.superseded(prompt: answer.prompt)) }
    }
}

extension Write {
    /// An entry that builds on the log as it was known here: offered, it would stand beside what has come since.
    fileprivate var isEntryNotOffered: Bool { if case .entry(let write) = self { !write.offered } else { false } }

    fileprivate func ownEntry(of partner: PartnerID) -> LogEntry? {
        if case .entry(let write) = self, write.partner == partner { write.entry } else { nil }
    }
}

extension HeldRecord {
    init(_ record: Record) {
        self.init(header: record.header, signature: record.signature, body: record.body, ownKey: record.ownKey)
    }
}
