import Models
import Vault
import Wire

/// This device's changes on their way to the server.
struct Outbox {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    /// Saves an action to be sent when possible. It replaces an entry for the same record that was never sent, whose text goes into
    /// the history.
    ///
    /// - Throws: `ClientError.needsNewerVersion` if a newer version of the program wrote the current one.
    func enqueue(_ intent: Intent, for record: RecordID) throws {
        if let newer = try home.writtenByNewer(record) {
            guard !edit.identity.isSignerLive(newer.header) else { throw ClientError.needsNewerVersion }
            // For a newer version of the program to read.
            try edit.keepVersion(home.bodies.plaintext(of: newer), of: record, as: .removed)
        }
        if case .put(.shared, _, let document, _) = intent { try edit.roundNames.expectRounds(of: document, in: record) }
        for entry in try edit.transaction.outbox(for: record) where entry.write == nil {
            if let earlier = try home.intent(of: entry)?.document, earlier != intent.document, earlier.answer != nil,
                try !home.isSealedAsWell(earlier)
            {
                try edit.keepVersion(earlier, of: record, as: intent.document == nil ? .withdrawn : .edited)
            }
            try edit.transaction.removeOutbox(entry.sequence)
        }
        try edit.transaction.append(OutboxEntry(record: record, intent: try encrypt(intent), wall: edit.now, boot: edit.boot))
    }

    /// Saves a write that is ready to be sent as is.
    func enqueue(_ write: Write) throws {
        try edit.transaction.append(OutboxEntry(record: nil, intent: nil, wall: edit.now, boot: edit.boot, write: write))
    }

    func encrypt(_ intent: Intent) throws -> Blob { try edit.cipher.encrypt(Bytes(WireJSON.encode(intent)), random: edit.random) }

    /// Whether a write is for a code that no one can use any more, so that no server will ever accept it, and no one lacks it.
    func isInVain(_ write: Write) -> Bool {
        guard case .box(let box) = write else { return false }
        return switch box.kind {
        case .kit, .link: !(box.device.map(edit.identity.mine.state.isLive) ?? false)
        case .invitation: edit.identity.isPaired
        }
    }

    /// Records why an entry was refused, and notifies the partner once.
    ///
    /// - Returns: whether the reason is new.
    func refuse(_ entry: OutboxEntry, _ code: ErrorCode) throws -> Bool {
        guard entry.refusal != code else { return false }
        var entry = entry
        entry.refusal = code
        try edit.transaction.update(entry)
        let intent = try home.intent(of: entry)
        let isHeld = intent?.isHeldByPartner(code) == true
        try edit.notify(isHeld ? .heldByPartner : .refused(code: code, prompt: intent?.document?.prompt))
        return true
    }

    /// The same for an entry that never arrived because it was too large.
    func refuse(_ sequence: Int64, _ code: ErrorCode) throws {
        if let entry = try edit.transaction.outboxEntry(sequence) { _ = try refuse(entry, code) }
    }

    /// Writes the same content of this partner's as a new version: because another history doesn't accept its stamp, or its device
    /// is being removed.
    ///
    /// - Parameter edits: the stamp that the new one must exceed.
    /// - Returns: `false` if the content can't be read here.
    @discardableResult
    func writeAnew(_ record: Record, above edits: Stamp? = nil) throws -> Bool {
        let held = HeldRecord(record)
        guard record.header.author == edit.membership.partner, try !home.isNewer(record.header.id) else { return false }
        let document = try? home.bodies.document(of: held)
        switch (record.header.visibility, document) {
        case (.sealed, .answer(let answer)?):
            guard let round = record.header.round else { return false }
            var answer = answer
            answer.edits = edits ?? answer.edits
            try enqueue(.seal(round: round, document: answer, escrow: edit.membership.reveal == .escrow), for: record.header.id)
        case (.sealed, _):
            guard let round = record.header.round, record.header.isDeleted else { return false }
            try enqueue(.withdraw(round: round, edits: edits), for: record.header.id)
        case (let visibility, let document?):
            try enqueue(
                .put(visibility: visibility, owner: record.header.owner, document: document, edits: edits), for: record.header.id)
        case (let visibility, nil):
            guard record.header.isDeleted else { return false }
            try enqueue(.delete(visibility: visibility, owner: record.header.owner, edits: edits), for: record.header.id)
        }
        return true
    }
}

extension OutboxEntry {
    /// The stamp it was first sent with.
    var stampSent: Stamp? {
        if case .record(let write) = write { write.record.header.stamp } else { nil }
    }
}

extension HeldRecord {
    init(_ record: Record) {
        self.init(header: record.header, signature: record.signature, body: record.body, ownKey: record.ownKey)
    }
}
