import Models
import Vault
import Wire

/// Takes in what another device wrote.
extension Workspace {
    func absorb(_ change: RecordChange) throws {
        let header = change.header
        let prompt = try header.round.flatMap { try transaction.round($0)?.prompt }
        guard try isGenuine(change), try isTimely(change) else {
            return try passOver(.record, record: header.id, by: header.device, prompt: prompt)
        }
        believed.append(header.digest.bytes)
        try changePassedOver { $0.remove(header.id) }
        let incoming = HeldRecord(
            header: header, signature: change.signature, body: header.isDeleted ? .empty : change.body,
            ownKey: try believableOwnKey(of: change, prompt), opening: change.opening,
            phase: header.class == .sealed && !header.isDeleted ? change.phase ?? .sealed : nil)
        // A version that was taken before there was a greatest time gives way to any.
        guard var held = try transaction.record(header.id), held.header.couple == header.couple, held.header.stamp.time.isPossible
        else { return try accept(incoming, prompt) }
        guard header.canFollow(held.header) else {
            // The ids of answers follow from round and author, those of `own` records from a key of the author's: what else stands under
            // them was put there to be in the way.
            if header.class.precedence > held.header.class.precedence {
                forgetName(saidBy: held)
                try accept(incoming, prompt)
            }
            return try notify(
                header.author == membership.partner ? .notBelieved(what: "record", prompt: prompt) : .inTheWay(prompt: prompt))
        }
        if held.header.version == header.version {
            held.learn(from: incoming)
            if header.class == .sealed { try unstageRival(of: header.id) }
            return try accept(held, prompt)
        }
        guard held.phase == nil || held.phase == .sealed else { return try absorb(incoming, againstFrozen: held, prompt) }
        if incoming.phase == .frozen || incoming.phase == .revealed {
            try displaceByFrozen(held, incoming, prompt)
        } else if header.version > held.header.version {
            try keepReplaced(held, by: try? document(of: incoming), deleted: header.isDeleted)
        } else if held.header.class != .sealed || held.header.isDeleted || held.phase != nil {
            // A server that shows an older version than one that this device has seen is not believed, and is offered the newer.
            return
        }
        try accept(incoming, prompt)
    }

    /// The key of an own answer is outside its signature. One that does not open must not stay in the way of the right one.
    private func believableOwnKey(of change: RecordChange, _ prompt: String?) throws -> WrappedContentKey? {
        guard let ownKey = change.ownKey, change.header.author == membership.partner else { return nil }
        let record = Record(header: change.header, signature: change.signature, body: .empty, ownKey: ownKey)
        do throws(VaultError) {
            _ = try identity.opener.contentKey(ofOwn: record)
        } catch .keyMissing {
            return ownKey
        } catch {
            try notify(.notBelieved(what: "key", prompt: prompt))
            return nil
        }
        return ownKey
    }

    /// Nobody's clock gave a stamp that lies far ahead: it would be in the way of everything that is written on a server that has not seen
    /// it. What is frozen is in nobody's way, and what is held here is known.
    private func isTimely(_ change: RecordChange) throws -> Bool {
        guard let latestTime, change.header.stamp.time > latestTime, change.phase == nil || change.phase == .sealed else {
            return true
        }
        return try transaction.record(change.header.id)?.header.digest == change.header.digest
    }

    /// Shape, hash and signature; the signer a device of the author that is alive, or whose removal lets this version stand.
    private func isGenuine(_ change: RecordChange) throws -> Bool {
        let header = change.header
        guard header.couple == membership.couple, let log = identity.log(of: header.author),
            let card = log.state.cards[header.device], (try? header.checkShape()) != nil,
            change.signature.isValid(for: header.signedContent, by: card.signing),
            try log.state.accepts(header.digest, by: header.device)
                || transaction.record(header.id)?.header.digest == header.digest,
            header.class != .own || header.author == membership.partner
        else { return false }
        if let body = change.body, !header.isDeleted, BodyHash(ofBody: body) != header.bodyHash { return false }
        guard let opening = change.opening else { return true }
        return try opening.couple == header.couple && opening.round == header.round && opening.author == header.author
            && opening.commitment == header.commitment
            && log.state.cards[opening.device].map { opening.isValid(signedBy: $0) } ?? false
            && (log.state.accepts(opening.digest, by: opening.device)
                || transaction.record(header.id)?.opening == opening)
    }

    /// Once frozen, a version is the only one that is ever believed; unless two histories revealed different pairs.
    private func absorb(_ incoming: HeldRecord, againstFrozen held: HeldRecord, _ prompt: String?) throws {
        switch (held.phase, incoming.phase) {
        case (.revealed, .revealed): try stageRival(incoming)
        case (.frozen, .frozen), (.frozen, .revealed): try markTampered(held, prompt)
        default: return
        }
    }

    /// This partner had another version in mind than the one that was frozen.
    private func displaceByFrozen(_ held: HeldRecord, _ incoming: HeldRecord, _ prompt: String?) throws {
        guard held.header.author == membership.partner else { return }
        if let words = try? document(of: held), words.answer?.text != (try? document(of: incoming))?.answer?.text {
            try keep(words, of: held.header.id, as: .locked)
        }
        guard held.header.version > incoming.header.version, let round = held.header.round else { return }
        try transaction.setHeldBack(round, true)
        try notify(.heldBack(prompt: prompt))
    }

    private func accept(_ record: HeldRecord, _ prompt: String?) throws {
        let before = try transaction.record(record.header.id)
        let isNew = before?.header.version != record.header.version
        let isTheirs = record.header.author != membership.partner
        try put(record)
        let reading = try? reading(of: record)
        try takeIn(reading?.document, of: record)
        try awaitKey(of: record)
        if isNew, isTheirs, let round = reading?.document?.remarked { try noteUnheard(record.header.id, round) }
        if reading == .needsNewerVersion, isNew || record.phase == .revealed && before?.phase != .revealed {
            try noteNewer(prompt)
        }
        guard isTheirs, let round = record.header.round, record.phase == .revealed else { return }
        if reading == nil { return try markTampered(record, telling: .doesNotOpen(prompt: prompt)) }
        if try !isWhatWasNamed(record, round) { return try markTampered(record, prompt) }
        guard before?.phase != .revealed, let row = try transaction.round(round) else { return }
        if try answer(record, in: row).unread == .notAnAnswer { try notify(.notAnAnswer(prompt: row.prompt)) }
    }

    /// In handshake this partner's openings named the commitment that they were given for: no other is believed.
    private func isWhatWasNamed(_ theirs: HeldRecord, _ round: RoundID) throws -> Bool {
        guard let named = try transaction.record(answerID(round))?.opening?.partnerCommitment else { return true }
        return theirs.header.commitment == named
    }

    private func markTampered(_ held: HeldRecord, _ prompt: String?) throws {
        try markTampered(held, telling: .notBelieved(what: "answer", prompt: prompt))
    }

    private func markTampered(_ held: HeldRecord, telling notice: Notice) throws {
        var held = held
        guard !held.isTampered else { return }
        held.isTampered = true
        try put(held)
        try notify(notice)
    }

    /// The key to the partner's revealed answer has come, and shows what was signed to open it.
    func checkOpening(_ held: HeldRecord) throws {
        guard held.phase == .revealed, held.header.author != membership.partner, doesNotOpen(held) else { return }
        try markTampered(held, telling: .doesNotOpen(prompt: held.header.round.flatMap { try transaction.round($0)?.prompt }))
    }
}

extension RecordHeader {
    /// What never changes from one version of a record to the next: a partner may not put a record of theirs under another's id.
    func canFollow(_ former: RecordHeader) -> Bool {
        `class` == former.class && owner == former.owner && round == former.round && (author == former.author || owner == .couple)
    }
}

extension RecordClass {
    /// Of two records with one id the one whose class comes later here is taken.
    fileprivate var precedence: Int {
        switch self {
        case .shared: 0
        case .own: 1
        case .sealed: 2
        }
    }
}

extension HeldRecord {
    /// The same version, seen again: what was withheld may be there now, and the phase only moves on.
    mutating func learn(from other: HeldRecord) {
        body = body ?? other.body
        ownKey = ownKey ?? other.ownKey
        opening = opening ?? other.opening
        if let further = other.phase, further.rank > phase?.rank ?? -1 { phase = further }
    }
}

extension SealPhase {
    fileprivate var rank: Int {
        switch self {
        case .sealed: 0
        case .frozen: 1
        case .revealed: 2
        }
    }
}
