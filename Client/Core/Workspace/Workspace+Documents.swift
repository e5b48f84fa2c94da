import FoundationEssentials
import Models
import Vault
import Wire

/// Words in and out of their encrypted forms.
extension Workspace {
    /// What a record says, for whoever may read it.
    ///
    /// - Returns: nil for whatever `reading` has no document of.
    /// - Throws: `VaultError` where it is not what its author signed.
    func document(of held: HeldRecord) throws(VaultError) -> Document? { try reading(of: held).document }

    /// What a record says, or why that can't be told.
    ///
    /// - Throws: `VaultError` where it is not what its author signed.
    func reading(of held: HeldRecord) throws(VaultError) -> DocumentReading {
        guard !held.header.isDeleted, let body = held.body,
            held.header.class != .sealed || held.ownKey != nil || held.opening != nil
        else { return .nothing }
        do {
            let reading = DocumentReading(try plaintext(of: held, body: body))
            if let document = reading.document, !document.belongs(in: held.header.class, of: held.header.owner) {
                return .malformed
            }
            guard held.ownKey != nil, let record = held.record, let document = reading.document else { return reading }
            return .document(document.edited(from: try identity.opener.edits(ofOwn: record)))
        } catch .keyMissing {
            return .keyMissing
        }
    }

    private func plaintext(of held: HeldRecord, body: Blob) throws(VaultError) -> Bytes {
        guard held.header.class == .sealed else { return try identity.opener.open(header: held.header, body: body) }
        if held.header.author == membership.partner, held.ownKey != nil, let record = held.record {
            return try identity.opener.openOwnAnswer(record)
        }
        guard let opening = held.opening else { throw .keyMissing }
        return try identity.opener.openAnswer(header: held.header, body: body, opening: opening)
    }

    /// The key that would open a body which is here; nil where that is there, or where no key would do.
    func missingKey(of held: HeldRecord) -> KeyID? {
        guard !held.header.isDeleted, held.body != nil else { return nil }
        let key =
            held.header.class != .sealed
            ? held.header.key
            : held.header.author == membership.partner && held.ownKey != nil ? held.ownKey?.key : held.opening?.wrapped.key
        return key.flatMap { identity.ring[$0] == nil ? $0 : nil }
    }

    func encode(_ document: Document) throws -> Bytes { Bytes(try WireJSON.encode(document)) }

    func seal(_ intent: Intent) throws -> Blob { try cipher.seal(Bytes(WireJSON.encode(intent)), random: random) }

    /// What an outbox entry is about; nil for those that are ready as they are.
    func intent(of entry: OutboxEntry) throws -> Intent? {
        guard let sealed = entry.intent else { return nil }
        return try WireJSON.decode(Intent.self, from: Data(cipher.open(sealed)))
    }

    func document(of row: HistoryRow) throws -> Document? { DocumentReading(try cipher.open(row.content)).document }

    /// Keeps a version of this partner's words although another takes its place.
    func keep(_ document: Document, of record: RecordID, as reason: HistoryReason) throws {
        let content = try cipher.seal(encode(document), random: random)
        try transaction.add(HistoryRow(record: record, reason: reason, content: content, at: now))
    }
}
