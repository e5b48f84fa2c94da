import Models
import Vault

/// What records say to whoever holds these keys. Pure.
struct DocumentReader {
    let identity: Identity
    let cipher: StoreCipher

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
        if let document = cipher.document(keptOf: held) { return .document(document) }
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
        if held.header.author == identity.membership.partner, held.ownKey != nil, let record = held.record {
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
            : held.header.author == identity.membership.partner && held.ownKey != nil ? held.ownKey?.key : held.opening?.wrapped.key
        return key.flatMap { identity.ring[$0] == nil ? $0 : nil }
    }

    /// A sealed record answers its round if it holds an `answer` whose prompt and number are those that the round is named after. The
    /// question may be another than the reader's: then it is shown with the words.
    ///
    /// - Throws: `VaultError` where it is not what its author signed.
    func answer(_ held: HeldRecord, in row: RoundRow) throws(VaultError) -> AnswerReading {
        switch try reading(of: held) {
        case .nothing: .nothing
        case .keyMissing: AnswerReading(.keyMissing)
        case .needsNewerVersion: AnswerReading(.needsNewerVersion)
        case .document(.answer(let answer)) where answer.prompt == row.prompt && answer.number == row.number:
            AnswerReading(words: answer, unread: nil)
        case .document, .malformed: AnswerReading(.notAnAnswer)
        }
    }

    /// Whether a revealed answer isn't what its author had committed to, or the key to it isn't in its opening. Both are signed by devices of
    /// the author's, so no server can bring that about.
    func doesNotOpen(_ held: HeldRecord) -> Bool { (try? reading(of: held)) == nil }
}

/// A sealed answer, or why it can't be shown.
struct AnswerReading {
    let words: AnswerDocument?
    let unread: UnreadAnswer?

    static let nothing = AnswerReading(words: nil, unread: nil)

    fileprivate init(words: AnswerDocument?, unread: UnreadAnswer?) {
        self.words = words
        self.unread = unread
    }

    fileprivate init(_ unread: UnreadAnswer) { self.init(words: nil, unread: unread) }
}
