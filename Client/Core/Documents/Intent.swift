package import Models
import Wire

/// An action of the partner's, before it's stamped or encrypted.
package enum Intent: Hashable, Codable, Sendable {
    /// A new version of an `own` or `shared` record. `edits`: the stamp of the version it was edited from.
    case put(visibility: Visibility, owner: RecordOwner, document: Document, edits: Stamp?)
    /// A tombstone for an `own` or `shared` record.
    case delete(visibility: Visibility, owner: RecordOwner, edits: Stamp?)
    /// A version of an answer. `escrow`: the opening is sent with it.
    case seal(round: RoundID, document: AnswerDocument, escrow: Bool)
    /// A tombstone for a sealed answer.
    case withdraw(round: RoundID, edits: Stamp?)
    /// Removes one of this partner's devices and every device it enlisted. Signed only once everything those devices wrote has
    /// arrived.
    ///
    /// `keeping`: devices that stay even if the removed device enlisted them, along with those they enlisted. `nil` (written by an
    /// older program that didn't ask): only the device itself is removed.
    case removal(device: DeviceID, keeping: [DeviceID]?)

    private enum PutCodingKeys: String, CodingKey {
        case owner, document, edits
        case visibility = "class"
    }

    private enum DeleteCodingKeys: String, CodingKey {
        case owner, edits
        case visibility = "class"
    }

    package var document: Document? {
        switch self {
        case .put(_, _, let document, _): document
        case .seal(_, let document, _): .answer(document)
        case .delete, .withdraw, .removal: nil
        }
    }

    /// Whether a refusal means that the partner holds a couple-owned record as their own: another author occupies a place where
    /// either partner may write.
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
