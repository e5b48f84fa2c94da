import Catalogue
import FoundationEssentials
import Models
import Vault
import Wire

/// Everything written in this home by either partner, sent or not.
extension HomeSnapshot {
    /// All documents of one kind, including unsent ones, sorted by record id, so in the same order on every device. Unreadable ones
    /// are left out.
    func documents(_ kind: Document.Kind) throws -> [WrittenDocument] {
        if let known = cache?.documents[kind] { return known }
        let documents = try readDocuments(kind)
        cache?.documents[kind] = documents
        return documents
    }

    private func readDocuments(_ kind: Document.Kind) throws -> [WrittenDocument] {
        try written([kind], in: reader.records(of: kind.visibility, saying: cipher.tag(kind))).sorted { $0.id < $1.id }
    }

    /// What records say that were found, with what this device did and hasn't been acknowledged in place of what it replaces.
    private func written(_ kinds: Set<Document.Kind>, in records: [HeldRecord]) throws -> some Collection<WrittenDocument> {
        var documents: [RecordID: WrittenDocument] = [:]
        for held in records {
            guard let document = try? bodies.document(of: held), kinds.contains(document.kind) else { continue }
            documents[held.header.id] = WrittenDocument(id: held.header.id, author: held.header.author, document: document)
        }
        for (id, intent) in try pendingIntents() {
            switch intent {
            case .put(_, _, let document, _):
                documents[id] =
                    kinds.contains(document.kind) ? WrittenDocument(id: id, author: membership.partner, document: document) : nil
            case .delete: documents[id] = nil
            case .seal, .withdraw, .removal: break
            }
        }
        return documents.values
    }

    /// This partner's drafts.
    func drafts() throws -> [AnswerDocument] { try documents(.draft).compactMap(\.document.answer) }

    /// The prompts this partner skips.
    func skipped() throws -> Set<PromptID> {
        Set(
            try documents(.skip).compactMap { written in
                if case .skip(let skip) = written.document { skip.prompt } else { nil }
            })
    }

    /// This device's unacknowledged changes to records, in order, without those that can't go through because the partner holds the
    /// record.
    func pendingIntents() throws -> [(id: RecordID, intent: Intent)] { try remembered(\.pending, readPendingIntents) }

    private func readPendingIntents() throws -> [(id: RecordID, intent: Intent)] {
        try reader.outbox().compactMap { entry in
            guard let id = entry.record, let intent = try intent(of: entry), !intent.isHeldByPartner(entry.refusal) else {
                return nil
            }
            return (id, intent)
        }
    }

    /// What waits for one record, in its order.
    func outbox(for id: RecordID) throws -> [OutboxEntry] {
        guard cache != nil else { return try reader.outbox(for: id) }
        let waiting = try remembered(\.waiting) { Set(try reader.outbox().compactMap(\.record)) }
        return waiting.contains(id) ? try reader.outbox(for: id) : []
    }

    /// The intent of an outbox entry; `nil` for an entry that is ready to be sent.
    func intent(of entry: OutboxEntry) throws -> Intent? {
        guard let sealed = entry.intent else { return nil }
        return try WireJSON.decode(Intent.self, from: Data(cipher.decrypt(sealed)))
    }

    func version(of row: HistoryRow) throws -> Document? { DocumentReading(try cipher.decrypt(row.content)).document }

    /// A record's current content: this device's latest change to it, otherwise the held version.
    ///
    /// - Returns: the document, `nil` if none exists or it was deleted; and the stamp that a new version would be edited from.
    func current(_ id: RecordID) throws -> (document: Document?, stamp: Stamp?) {
        try current(id) { try reader.record(id) }
    }

    /// The same for this partner's answer in a round, taken from the round's pair.
    func currentAnswer(of round: RoundID) throws -> AnswerDocument? {
        let mine = try pair(of: round).mine
        return try current(mine?.header.id ?? answerID(round)) { mine }.document?.answer
    }

    private func current(_ id: RecordID, held: () throws -> HeldRecord?) throws -> (document: Document?, stamp: Stamp?) {
        if let known = cache?.current[id] { return known }
        let current = try current(id, held: held())
        cache?.current[id] = current
        return current
    }

    private func current(_ id: RecordID, held: HeldRecord?) throws -> (document: Document?, stamp: Stamp?) {
        // A change that is still on its way comes too late for a frozen answer.
        if let held, held.isFrozen { return (try? bodies.document(of: held), held.header.stamp) }
        if let entry = try outbox(for: id).last, let intent = try intent(of: entry) {
            return (intent.document, entry.stampSent ?? intent.edits)
        }
        // Only this partner's own record: someone else may have put theirs under the id.
        guard let held, held.header.author == membership.partner else { return (nil, nil) }
        return (try? bodies.document(of: held), held.header.stamp)
    }

    /// The current content of a couple-owned record, whoever wrote it, and the stamp that a new version would be edited from.
    func currentOfCouple(_ id: RecordID) throws -> (document: Document?, stamp: Stamp?) {
        if let entry = try reader.outbox(for: id).last, let intent = try intent(of: entry),
            !intent.isHeldByPartner(entry.refusal)
        {
            return (intent.document, entry.stampSent ?? intent.edits)
        }
        return try standingOfCouple(id)
    }

    /// The same without changes made here that haven't gone through.
    func standingOfCouple(_ id: RecordID) throws -> (document: Document?, stamp: Stamp?) {
        guard let held = try reader.record(id), held.header.visibility == .shared, held.header.owner == .couple else {
            return (nil, nil)
        }
        return (try? bodies.document(of: held), held.header.stamp)
    }

    /// Whether the partner holds a couple-owned record as their own.
    func isHeldByPartner(_ id: RecordID) throws -> Bool {
        guard let held = try reader.record(id), held.header.couple == membership.couple else { return false }
        return held.header.visibility == .shared && held.header.owner == .author && held.header.author != membership.partner
    }

    func draft(_ round: RoundReference) throws -> AnswerDocument? {
        try cache?.rounds == nil ? current(draftID(round)).document?.answer : cache?.drafts[round]
    }

    /// What sealing a round without new text seals: the round's draft, otherwise the draft of the latest earlier round, if it was
    /// written after both had sealed.
    func draftToSeal(_ round: RoundReference) throws -> AnswerDocument? {
        let earlier = try rounds(of: round.prompt).map(\.reference).filter { $0 < round }.sorted(by: >)
        for round in [round] + earlier { if let draft = try draft(round) { return draft } }
        return nil
    }

    /// The prompts of drafts that were finished before there was a partner.
    func finishedDrafts() throws -> [PromptID] {
        try drafts().filter(\.isFinished).map(\.prompt).sorted()
    }

    /// A draft that was also sealed isn't a loss: its text is in the answer.
    func isSealedAsWell(_ document: Document) throws -> Bool {
        guard case .draft(let draft) = document, let naming = identity.coupleNaming else { return false }
        let answer = answerID(naming.round(draft.reference))
        return try current(answer).document?.answer?.text == draft.text
    }

    func archive() throws -> Archive {
        try remembered(\.archive) {
            Archive(
                try documents(.archive).compactMap { written in
                    if case .archive(let archive) = written.document { archive } else { nil }
                })
        }
    }

    func conversation() throws -> Conversation {
        try remembered(\.conversation) {
            Conversation(
                try documents(.reflection) + documents(.reaction), of: membership.partner, unread: Set(try reader.unread()))
        }
    }

    /// What was said about one round. Reads no more than that unless everything has already been read.
    func said(of round: RoundReference) throws -> Said {
        if let conversation = cache?.conversation { return conversation.said(of: round) }
        guard let id = identity.coupleNaming?.round(round) else { return Said() }
        let documents = try written([.reflection, .reaction], in: reader.records(about: cipher.tag(id)))
        return Conversation(Array(documents), of: membership.partner, unread: Set(try reader.unread())).said(of: round)
    }

    /// Only for revealed rounds.
    func unread() throws -> [(record: RecordID, round: RoundReference)] {
        try reader.unread().compactMap { id in
            guard let held = try reader.record(id), let round = try? bodies.document(of: held)?.saidAbout,
                let row = try roundRow(round), try state(of: row.id) == .revealed
            else { return nil }
            return (id, round)
        }
    }

    /// Why one of the two answers of a revealed round isn't shown, the partner's first; `nil` if both are shown, or one isn't what
    /// its author signed.
    func unread(_ row: RoundRow) throws -> UnreadAnswer? {
        let pair = try pair(of: row.id)
        for held in [pair.theirs, pair.mine].compactMap({ $0 }) {
            if let unread = (try? bodies.answer(held, in: row))?.unread { return unread }
        }
        return nil
    }

    /// Whether a newer version of the program wrote what is stored under an id. It isn't overwritten, because this version can't tell
    /// what would be lost, unless the device that wrote it was removed.
    func isNewer(_ id: RecordID) throws -> Bool { try writtenByNewer(id).map { identity.isSignerLive($0.header) } ?? false }

    /// What a newer version of the program wrote under an id, on whichever device.
    func writtenByNewer(_ id: RecordID) throws -> HeldRecord? {
        guard let held = try reader.record(id), held.header.couple == membership.couple,
            (try? bodies.reading(of: held)) == .needsNewerVersion
        else { return nil }
        return held
    }

    /// Sorted by name.
    func refusedOffers() throws -> [KeptThing] {
        let names = Set(try reader.values(under: Offering.refused).map(\.name))
        guard !names.isEmpty else { return [] }
        return try reader.allRecords().filter { names.contains("\(Offering.refused)\($0.header.id)") }.map {
            KeptThing(try? bodies.document(of: $0))
        }
        .sorted {
            ($0.kind.rawValue, $0.prompt?.description ?? "") < ($1.kind.rawValue, $1.prompt?.description ?? "")
        }
    }

    /// The question as it read when this partner last answered it: no one may put another question above an answer.
    func questionAnswered(_ rows: [RoundRow]) throws -> String? {
        for row in rows.reversed() {
            if let answer = try currentAnswer(of: row.id) { return answer.question }
        }
        return nil
    }

    /// Imported pledges have no record of their own.
    func pledges() throws -> [(id: RecordID?, view: PledgeView)] {
        var kept: [RecordID: Day] = [:]
        for document in try documents(.keptPledge) {
            if case .keptPledge(let keeping) = document.document {
                kept[keeping.pledge] = min(keeping.on, kept[keeping.pledge] ?? keeping.on)
            }
        }
        let live = try documents(.pledge).compactMap { document -> (id: RecordID?, pledge: Export.Pledge)? in
            guard case .pledge(let pledge) = document.document else { return nil }
            return (
                document.id,
                Export.Pledge(
                    isMine: document.author == membership.partner, text: pledge.text, from: pledge.from, through: pledge.through,
                    keptOn: kept[document.id], at: pledge.at)
            )
        }
        let archived = try archive().pledges.map { (id: RecordID?.none, pledge: $0) }
        let all = (archived + live).sorted {
            ($0.pledge.at, $0.id?.description ?? $0.pledge.text) < ($1.pledge.at, $1.id?.description ?? $1.pledge.text)
        }
        return all.enumerated().map { index, entry in
            let pledge = entry.pledge
            return (
                entry.id,
                PledgeView(
                    number: index + 1, isMine: pledge.isMine, text: pledge.text, from: pledge.from, through: pledge.through,
                    keptOn: pledge.keptOn, at: pledge.at, partner: pledge.partner)
            )
        }
    }
}

/// A document and its author.
struct WrittenDocument {
    let id: RecordID
    let author: PartnerID
    let document: Document
}

extension Document {
    /// The round that a reflection is about.
    var saidAbout: RoundReference? {
        switch self {
        case .reflection(let reflection): reflection.reference
        case .reaction(let reaction): reaction.reference
        default: nil
        }
    }
}
