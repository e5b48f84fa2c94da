import Models
import Vault

/// Reads records with the keys of one identity. Pure.
struct DocumentReader {
    let identity: Identity
    let cipher: StoreCipher

    /// A record's document.
    ///
    /// - Returns: `nil` for every reading without a document.
    /// - Throws: `VaultError` if it isn't what its author signed.
    func document(of held: HeldRecord) throws(VaultError) -> Document? { try reading(of: held).document }

    /// A record's document, or why it can't be read.
    ///
    /// - Throws: `VaultError` if it isn't what its author signed.
    func reading(of held: HeldRecord) throws(VaultError) -> DocumentReading {
        guard !held.header.isDeleted, held.body != nil,
            held.header.visibility != .sealed || held.ownKey != nil || held.opening != nil
        else { return .nothing }
        if let document = cipher.document(keptOf: held) { return .document(document) }
        do {
            let reading = DocumentReading(try plaintext(of: held))
            if let document = reading.document, !document.belongs(in: held.header.visibility, of: held.header.owner) {
                return .malformed
            }
            guard held.ownKey != nil, let record = held.record, let document = reading.document else { return reading }
            return .document(document.edited(from: try identity.opener.edits(ofOwn: record)))
        } catch .keyMissing {
            return .keyMissing
        }
    }

    /// The decrypted body, whether or not this version of the program can read it.
    ///
    /// - Throws: `keyMissing`, also while the body is withheld; `VaultError` if it isn't what its author signed.
    func plaintext(of held: HeldRecord) throws(VaultError) -> Bytes {
        guard let body = held.body else { throw .keyMissing }
        guard held.header.visibility == .sealed else { return try identity.opener.decrypt(header: held.header, body: body) }
        if held.header.author == identity.membership.partner, held.ownKey != nil, let record = held.record {
            return try identity.opener.decryptOwnAnswer(record)
        }
        guard let opening = held.opening else { throw .keyMissing }
        return try identity.opener.decryptAnswer(header: held.header, body: body, opening: opening)
    }

    /// The key that a present body is waiting for; `nil` if the key is here, or no key would help.
    func missingKey(of held: HeldRecord) -> KeyID? {
        guard !held.header.isDeleted, held.body != nil else { return nil }
        let key =
            held.header.visibility != .sealed
            ? held.header.key
            : held.header.author == identity.membership.partner && held.ownKey != nil ? held.ownKey?.key : held.opening?.wrapped.key
        return key.flatMap { identity.ring[$0] == nil ? $0 : nil }
    }

    /// A sealed record answers its round if it holds an `answer` with the prompt and number that the round is named after. Its
    /// question may differ from the reader's; it's then shown with the text.
    ///
    /// - Throws: `VaultError` if it isn't what its author signed.
    func answer(_ held: HeldRecord, in row: RoundRow) throws(VaultError) -> AnswerReading {
        switch try reading(of: held) {
        case .nothing: .nothing
        case .keyMissing: AnswerReading(.keyMissing)
        case .needsNewerVersion: AnswerReading(.needsNewerVersion)
        case .document(.answer(let answer)) where answer.reference == row.reference:
            AnswerReading(words: answer, unread: nil)
        case .document, .malformed: AnswerReading(.notAnAnswer)
        }
    }

    /// Whether a revealed answer doesn't match its author's commitment, or its opening doesn't contain its key. The author's
    /// devices signed both, so no server can cause that.
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
