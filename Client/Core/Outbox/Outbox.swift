import Models
import Vault
import Wire

/// What this device has done, on its way to the server.
struct Outbox {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    /// Saves what the partner did, to be sent when there is a way. An entry for the same record that was never sent gives way, its
    /// words go into the history.
    ///
    /// - Throws: `ClientError.needsNewerVersion` where a newer version wrote what stands there.
    func enqueue(_ intent: Intent, for record: RecordID) throws {
        guard try !home.isNewer(record) else { throw ClientError.needsNewerVersion }
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

    /// Something that is ready to be sent as it is.
    func enqueue(_ write: Write) throws {
        try edit.transaction.append(OutboxEntry(record: nil, intent: nil, wall: edit.now, boot: edit.boot, write: write))
    }

    func encrypt(_ intent: Intent) throws -> Blob { try edit.cipher.seal(Bytes(WireJSON.encode(intent)), random: edit.random) }

    /// Keeps an entry with the reason why it isn't taken, and tells of it once.
    ///
    /// - Returns: whether that is news.
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

    /// The same of what never arrived, being too large.
    func refuse(_ sequence: Int64, _ code: ErrorCode) throws {
        if let entry = try edit.transaction.outboxEntry(sequence) { _ = try refuse(entry, code) }
    }

    /// The same words of this partner's, as a new version: of one whose stamp another history does not take, or whose device ends.
    ///
    /// - Parameter edits: the stamp that the new one has to be above.
    /// - Returns: false where they cannot be read here.
    @discardableResult
    func writeAnew(_ record: Record, above edits: Stamp? = nil) throws -> Bool {
        let held = HeldRecord(record)
        guard record.header.author == edit.membership.partner, try !home.isNewer(record.header.id) else { return false }
        let document = try? home.bodies.document(of: held)
        switch (record.header.class, document) {
        case (.sealed, .answer(let answer)?):
            guard let round = record.header.round else { return false }
            var answer = answer
            answer.edits = edits ?? answer.edits
            try enqueue(.seal(round: round, document: answer, escrow: edit.membership.reveal == .escrow), for: record.header.id)
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
}

extension OutboxEntry {
    /// The stamp under which it was first sent.
    var stampSent: Stamp? {
        if case .record(let write) = write { write.record.header.stamp } else { nil }
    }
}

extension HeldRecord {
    init(_ record: Record) {
        self.init(header: record.header, signature: record.signature, body: record.body, ownKey: record.ownKey)
    }
}
