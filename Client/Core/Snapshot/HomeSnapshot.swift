import Catalogue
import Models
import Vault

/// A read-only view of one home as of one moment. Caches what it decrypts for as long as nothing is written.
///
/// More specific reads have their own types: the available questions, rounds as people see them, the prompt of the day.
final class HomeSnapshot {
    let reader: any HomeReader
    /// Changed only by `HomeEdit`, within a write transaction.
    var identity: Identity
    let cipher: StoreCipher
    let now: Instant
    let catalogue: Catalogue
    /// What has been read. `nil` within a write transaction, where nothing read is certain to stay valid.
    var cache: Cache?

    /// - Parameter isFixed: nothing is written while this is in use.
    init(
        reader: any HomeReader, identity: Identity, cipher: StoreCipher, now: Instant, catalogue: Catalogue, isFixed: Bool
    ) {
        self.reader = reader
        self.identity = identity
        self.cipher = cipher
        self.now = now
        self.catalogue = catalogue
        cache = isFixed ? Cache() : nil
    }

    var membership: Membership { identity.membership }
    var bodies: DocumentReader { DocumentReader(identity: identity, cipher: cipher) }
    var questions: Questions { Questions(home: self) }
    var views: RoundViews { RoundViews(home: self) }
    var days: DaySchedule { DaySchedule(home: self) }

    /// A home holds thousands of documents, and each view of a round reads several of them.
    struct Cache {
        var documents: [Document.Kind: [WrittenDocument]] = [:]
        var pending: [(id: RecordID, intent: Intent)]?
        /// Records for which something is in the outbox.
        var waiting: Set<RecordID>?
        var catalogue: Catalogue?
        var editions: Editions?
        var kept: [Prompt]?
        var closed: Set<RoundID>?
        var archive: Archive?
        var conversation: Conversation?
        var pairs: [RoundID: RoundPair] = [:]
        /// Every seal, once they were asked for after all rounds had been read.
        var seals: [RoundID: [SealOverview]]?
        /// Every round, once all have been read; then `pairs` has all pairs, and `drafts` all drafts.
        var rounds: [PromptID: [RoundRow]]?
        var drafts: [RoundReference: AnswerDocument] = [:]
        var latest: RoundViews.LatestStates?
        var current: [RecordID: (document: Document?, stamp: Stamp?)] = [:]
    }

    /// The cached value if nothing changes, otherwise the result of `read`.
    func remembered<Value>(_ place: WritableKeyPath<Cache, Value?>, _ read: () throws -> Value) rethrows -> Value {
        if let known = cache?[keyPath: place] { return known }
        let value = try read()
        cache?[keyPath: place] = value
        return value
    }

    /// Reads every round with both answers, and every draft, in three statements. For views of the whole home, which would otherwise
    /// read each round by itself.
    func readAllRounds() throws {
        guard cache != nil else { return }
        let sealed = try reader.records(of: .sealed, includingTombstones: true)
        let drafts = try drafts().map { ($0.reference, $0) }
        let rounds = try reader.allRounds()
        cache?.pairs = Dictionary(grouping: sealed, by: \.header.round).reduce(into: [:]) { pairs, found in
            if let round = found.key { pairs[round] = RoundPair(found.value, of: membership.partner) }
        }
        cache?.drafts = Dictionary(drafts) { first, _ in first }
        cache?.rounds = Dictionary(grouping: rounds, by: \.prompt)
    }

    func allSeals() throws -> [RoundID: [SealOverview]] {
        try remembered(\.seals) { Dictionary(grouping: try reader.sealOverview(), by: \.round) }
    }

    func seals(of round: RoundID) throws -> [SealOverview] {
        try cache?.rounds == nil ? reader.seals(of: round) : allSeals()[round] ?? []
    }

    func rounds(of prompt: PromptID) throws -> [RoundRow] {
        if let known = cache?.rounds { return known[prompt] ?? [] }
        return try reader.rounds(of: prompt)
    }

    func pair(of round: RoundID) throws -> RoundPair {
        if let known = cache?.pairs[round] { return known }
        if cache?.rounds != nil { return RoundPair([], of: membership.partner) }
        let pair = RoundPair(try reader.records(of: round), of: membership.partner)
        cache?.pairs[round] = pair
        return pair
    }

    /// Whether both answers of a round may be read here.
    func isOpen(_ round: RoundID) throws -> Bool {
        let revealed = try seals(of: round).filter { $0.phase == .revealed && !$0.isTampered }
        return revealed.contains { $0.author == membership.partner } && revealed.contains { $0.author != membership.partner }
    }

    /// How far a round has come.
    func state(of round: RoundID) throws -> PromptState {
        let pair = try pair(of: round)
        // Whatever a partner hadn't revealed left with them.
        let theirs = pair.theirs.flatMap { $0.phase == .revealed || membership.phase != .partnerLeft ? $0 : nil }
        var isSealedByMe = pair.mine.map { !$0.header.isDeleted } ?? false
        if pair.mine?.isFrozen != true, let entry = try outbox(for: answerID(round)).last,
            let intent = try intent(of: entry)
        {
            isSealedByMe = intent.document != nil
        }
        return PromptState(
            sealedByMe: isSealedByMe, sealedByThem: theirs?.isSealed ?? false,
            phases: (pair.mine?.phase, theirs?.phase),
            isTampered: pair.mine?.isTampered ?? false || pair.theirs?.isTampered ?? false,
            isClosed: try closedRounds().contains(round))
    }

    func answerID(_ round: RoundID, by author: PartnerID? = nil) -> RecordID {
        .answer(of: round, by: author ?? membership.partner)
    }

    /// The round that answering a prompt refers to.
    func currentRound(_ prompt: PromptID) throws -> RoundReference {
        let first = RoundReference(prompt: prompt, number: 1)
        return try reader.latestRounds(of: prompt).current(closed: closedRounds()).first?.row.reference ?? first
    }

    func closedRounds() throws -> Set<RoundID> { try remembered(\.closed) { try reader.closedRounds() } }

    /// The round's row, if it exists.
    func roundRow(_ round: RoundReference) throws -> RoundRow? {
        try identity.coupleNaming.flatMap { try reader.round($0.round(round)) }
    }

    /// Why rounds can't be named here.
    var withoutRounds: ClientError { identity.isPaired ? .waitsForOwnMachine : .noPartnerYet }

    func personalRecord(_ kind: String, _ subject: String) throws -> RecordID {
        guard let naming = identity.personalNaming else { throw VaultError.keyMissing }
        return naming.record(kind, subject, of: membership.partner)
    }

    /// The id of the draft for a prompt's round, the same on all of the partner's devices.
    func draftID(_ round: RoundReference) throws -> RecordID { try personalRecord("draft", "\(round)") }

    /// The id of this partner's statement that a pledge was kept.
    func keptID(_ pledge: RecordID) throws -> RecordID { try personalRecord("kept", "\(pledge)") }

    /// Derived from the content, so that equal archives get equal ids on every device and never change.
    func archiveID(_ archive: ArchiveDocument) throws -> RecordID {
        try personalRecord("archive", String(decoding: Document.archive(archive).encoded(), as: UTF8.self))
    }

    /// Whether this partner has signed that they leave, and the server hasn't confirmed it.
    var isLeaving: Bool { [.waiting, .paired].contains(membership.phase) && identity.mine.state.hasLeft }

    /// - Throws: why nothing new can be written here.
    func requireActive() throws(ClientError) {
        switch membership.phase {
        case .waiting, .paired: if isLeaving { throw .leavingWaits }
        case .partnerLeft: throw .partnerHasLeft
        case .left: throw .youHaveLeft
        case .removed: throw .deviceRemoved
        }
    }
}
