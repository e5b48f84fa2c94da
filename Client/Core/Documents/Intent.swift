package import Models
import Wire

/// What a partner did, before it has a stamp or is encrypted for anybody.
package enum Intent: Hashable, Codable, Sendable {
    /// A new version of an `own` or `shared` record. `edits`: the stamp of the version it was made from.
    case put(class: RecordClass, owner: RecordOwner, document: Document, edits: Stamp?)
    /// A tombstone of an `own` or `shared` record.
    case delete(class: RecordClass, owner: RecordOwner, edits: Stamp?)
    /// A version of an answer. `escrow`: an opening travels with it.
    case seal(round: RoundID, document: AnswerDocument, escrow: Bool)
    /// The tombstone of an answer that is sealed.
    case withdraw(round: RoundID, edits: Stamp?)
    /// The end of a device of the own partner's, and of all that it enlisted. It is signed once everything is here that they wrote before.
    ///
    /// `keeping`: what stays although the device may have enlisted it, with what was enlisted by that. Nil, from a program that did not
    /// ask: the device ends alone.
    case removal(device: DeviceID, keeping: [DeviceID]?)

    package var document: Document? {
        switch self {
        case .put(_, _, let document, _): document
        case .seal(_, let document, _): .answer(document)
        case .delete, .withdraw, .removal: nil
        }
    }

    /// Whether a refusal means that the partner holds a record of the couple's as if it were theirs alone: another author stands there,
    /// where either partner may write.
    func isHeldByPartner(_ refusal: ErrorCode?) -> Bool {
        guard refusal == .foreignAuthor else { return false }
        return switch self {
        case .put(_, let owner, _, _), .delete(_, let owner, _): owner == .couple
        case .seal, .withdraw, .removal: false
        }
    }

    package var edits: Stamp? {
        switch self {
        case .put(_, _, _, let edits), .delete(_, _, let edits), .withdraw(_, let edits): edits
        case .seal(_, let document, _): document.edits
        case .removal: nil
        }
    }
}
