import Models
import Vault

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

/// What sealed records say in their rounds, and what of this home a newer version wrote.
extension Workspace {
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

    /// Why one of the two answers of a revealed round isn't shown, the partner's first; nil where both are, or are not what was signed.
    func unread(_ row: RoundRow) throws -> UnreadAnswer? {
        let pair = try pair(of: row.id)
        for held in [pair.theirs, pair.mine].compactMap({ $0 }) {
            if let unread = (try? answer(held, in: row))?.unread { return unread }
        }
        return nil
    }

    /// Whether a newer version wrote what stands under an id. Nothing is written over that: this version can't tell what it would take
    /// away.
    func isNewer(_ id: RecordID) throws -> Bool {
        guard let held = try transaction.record(id), held.header.couple == membership.couple else { return false }
        return (try? reading(of: held)) == .needsNewerVersion
    }

    /// Tells of what a newer version wrote, once for all that came since this partner was last told.
    func noteNewer(_ prompt: String?) throws {
        let isNoted = try transaction.notices(unseenOnly: true).contains {
            if case .needsNewerVersion = $0.notice { true } else { false }
        }
        if !isNoted { try notify(.needsNewerVersion(prompt: prompt)) }
    }
}
