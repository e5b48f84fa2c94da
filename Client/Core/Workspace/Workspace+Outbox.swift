import Models
import Vault
import Wire

/// What this device has done, on its way to the server.
extension Workspace {
    /// What a record says here and now: the latest that this device did to it, else the version held.
    ///
    /// - Returns: the document, nil if there is none or it was deleted; and the stamp that a new version would be made from.
    func current(_ id: RecordID) throws -> (document: Document?, stamp: Stamp?) {
        try remembered(\.current[id]) { try current(id, held: transaction.record(id)) }
    }

    /// The same of this partner's answer of a round, which the round's pair holds.
    func currentAnswer(of round: RoundID) throws -> AnswerDocument? {
        let id = answerID(round)
        return try remembered(\.current[id]) { try current(id, held: pair(of: round).mine) }.document?.answer
    }

    private func current(_ id: RecordID, held: HeldRecord?) throws -> (document: Document?, stamp: Stamp?) {
        // What is still on its way comes too late for an answer that is frozen.
        if let held, held.isFrozen { return (try? document(of: held), held.header.stamp) }
        if let entry = try transaction.outbox(for: id).last, let intent = try intent(of: entry) {
            return (intent.document, entry.stampSent ?? intent.edits)
        }
        // Only of this partner's own: somebody else may have put a record of theirs under the id.
        guard let held, held.header.author == membership.partner else { return (nil, nil) }
        return (try? document(of: held), held.header.stamp)
    }

    /// Saves what the partner did, to be sent when there is a way. An entry for the same record that was never sent gives way, its
    /// words go into the history.
    ///
    /// - Throws: `ClientError.needsNewerVersion` where a newer version wrote what stands there.
    func enqueue(_ intent: Intent, for record: RecordID) throws {
        guard try !isNewer(record) else { throw ClientError.needsNewerVersion }
        if case .put(.shared, _, let document, _) = intent { try expectRounds(of: document, in: record) }
        for entry in try transaction.outbox(for: record) where entry.write == nil {
            if let earlier = try self.intent(of: entry)?.document, earlier != intent.document, earlier.answer != nil,
                try !isSealedAsWell(earlier)
            {
                try keep(earlier, of: record, as: intent.document == nil ? .withdrawn : .edited)
            }
            try transaction.removeOutbox(entry.sequence)
        }
        try transaction.append(OutboxEntry(record: record, intent: try seal(intent), wall: now, boot: boot))
    }

    /// Something that is ready to be sent as it is.
    func enqueue(_ write: Write) throws {
        try transaction.append(OutboxEntry(record: nil, intent: nil, wall: now, boot: boot, write: write))
    }

    /// Signs an entry under the tips of the own log, takes it in, and sends it. Whoever ends devices renews the keys (`renewKeys`) once all of
    /// them have ended.
    ///
    /// A removal is offered, and so is what it builds on: the server takes them whatever the log has come to meanwhile, so that nobody keeps
    /// them off by adding to the log.
    func append(_ action: LogAction) throws {
        let entry = try LogEntry(
            previous: identity.mine.tips, action: action, device: membership.device, time: now, signedWith: identity.keys.signing)
        _ = try identity.insert(entry, of: membership.partner)
        try transaction.add(entry, of: membership.partner)
        if action.removed != nil { try offerWaitingEntries() }
        try enqueue(.entry(EntryWrite(partner: membership.partner, entry: entry, offered: action.removed != nil)))
    }

    private func offerWaitingEntries() throws {
        for var waiting in try transaction.outbox(.plain, after: 0, limit: .max) {
            guard case .entry(let write)? = waiting.write, !write.offered else { continue }
            waiting.write = .entry(EntryWrite(partner: write.partner, entry: write.entry, offered: true))
            try transaction.update(waiting)
        }
    }

    /// Gives a key to devices, in as many parts as that takes, and tells the server. A seed counts here from then on, if none does yet.
    func grant(_ key: SecretKey, for purpose: KeyPurpose, epoch: Int64, to recipients: [DeviceCard]) throws {
        let parts = try KeyGrant.parts(
            of: key, for: purpose, epoch: epoch, couple: membership.couple, author: membership.partner, by: identity.keys,
            device: membership.device, to: recipients)
        for part in parts {
            try transaction.add(part)
            identity.count(part)
            identity.learn(part, opened: key)
            try enqueue(.grant(part))
        }
        if !purpose.isRenewed { _ = identity.chooseSeeds() }
    }

    /// Grants anew, in parts, what the server refused as too long: a grant of before there were parts.
    ///
    /// - Returns: false for any other write.
    func grantInParts(_ write: Write) throws -> Bool {
        guard case .grant(let refused) = write, refused.sealed.count > KeyGrant.mostRecipients,
            refused.author == membership.partner,
            let key = identity.ring[refused.key]
        else { return false }
        let wanted = Set(refused.sealed.map(\.recipient))
        try grant(
            key, for: refused.purpose, epoch: refused.epoch,
            to: identity.entitled(to: refused.purpose).filter { wanted.contains($0.id) })
        return true
    }

    /// The key to write with, made if there is none that only live devices hold.
    ///
    /// - Returns: nil where it is for two, and there is only one.
    func writingKey(_ purpose: KeyPurpose) throws -> SecretKey? {
        if let key = newestKey(purpose) { return key }
        guard !purpose.isShared || identity.isPaired else { return nil }
        let key = SecretKey(random: random)
        try grant(key, for: purpose, epoch: identity.ring.nextEpoch(purpose), to: identity.entitled(to: purpose))
        return key
    }
}

extension OutboxEntry {
    /// The stamp under which it was first sent.
    var stampSent: Stamp? {
        if case .record(let write) = write { write.record.header.stamp } else { nil }
    }
}
