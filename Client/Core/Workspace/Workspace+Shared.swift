import Catalogue
import Models
import Vault
import Wire

/// A document that both partners read, and who signed it.
struct SharedDocument {
    let id: RecordID
    let author: PartnerID
    let document: Document
}

/// What both share.
extension Workspace {
    /// With what was not sent yet, in no particular order. What cannot be read is left out.
    func sharedDocuments() throws -> [SharedDocument] { try remembered(\.shared, readSharedDocuments) }

    private func readSharedDocuments() throws -> [SharedDocument] {
        var documents: [RecordID: SharedDocument] = [:]
        for held in try transaction.records(of: .shared, includingTombstones: false) {
            guard let document = try? document(of: held) else { continue }
            documents[held.header.id] = SharedDocument(id: held.header.id, author: held.header.author, document: document)
        }
        for (id, intent) in try pendingIntents() {
            switch intent {
            case .put(.shared, _, let document, _):
                documents[id] = SharedDocument(id: id, author: membership.partner, document: document)
            case .delete(.shared, _, _): documents[id] = nil
            case .put, .delete, .seal, .withdraw, .removal: break
            }
        }
        return Array(documents.values)
    }

    /// What this device did to records and has not been acknowledged, in its order; but for what cannot go through, since the partner holds
    /// it.
    func pendingIntents() throws -> [(id: RecordID, intent: Intent)] {
        try transaction.outbox().compactMap { entry in
            guard let id = entry.record, let intent = try intent(of: entry), !intent.isHeldByPartner(entry.refusal) else {
                return nil
            }
            return (id, intent)
        }
    }

    /// Whether the partner holds a record of the couple's as if it were theirs alone.
    func isHeldByPartner(_ id: RecordID) throws -> Bool {
        guard let held = try transaction.record(id), held.header.couple == membership.couple else { return false }
        return held.header.class == .shared && held.header.owner == .author && held.header.author != membership.partner
    }

    /// What a record of the couple's says here and now, whoever wrote it, and the stamp that a new version would be made from.
    func currentOfCouple(_ id: RecordID) throws -> (document: Document?, stamp: Stamp?) {
        if let entry = try transaction.outbox(for: id).last, let intent = try intent(of: entry),
            !intent.isHeldByPartner(entry.refusal)
        {
            return (intent.document, entry.stampSent ?? intent.edits)
        }
        return try standingOfCouple(id)
    }

    /// The same without what was done here and has not gone through.
    func standingOfCouple(_ id: RecordID) throws -> (document: Document?, stamp: Stamp?) {
        guard let held = try transaction.record(id), held.header.class == .shared, held.header.owner == .couple else {
            return (nil, nil)
        }
        return (try? document(of: held), held.header.stamp)
    }

    /// Shares something new, under an id that nothing else has.
    @discardableResult
    func share(_ document: Document, owner: RecordOwner) throws -> RecordID {
        let id = RecordID(validated: random.bytes(32))
        try enqueue(.put(class: .shared, owner: owner, document: document, edits: nil), for: id)
        return id
    }
}
