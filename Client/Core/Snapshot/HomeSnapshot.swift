import Catalogue
import Models
import Vault

/// What one home holds, as of one moment: read-only, with what it decrypted kept for as long as nothing is written.
///
/// What is told apart further has a type of its own: the questions that can be asked, rounds as people see them, the question of the day.
final class HomeSnapshot {
    let reader: any HomeReader
    /// `HomeEdit` alone changes it, within a transaction that writes.
    var identity: Identity
    let cipher: StoreCipher
    let now: Instant
    let catalogue: Catalogue
    /// What was read once. `nil` within a transaction that writes: nothing that it has read is sure to hold.
    var cache: Cache?

    /// - Parameter isFixed: nothing is written for as long as this is used.
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

    /// Thousands of documents are in a home, and each view of a round asks for several of them.
    struct Cache {
        var documents: [Document.Kind: [WrittenDocument]] = [:]
        var pending: [(id: RecordID, intent: Intent)]?
        /// Records for which something is in the outbox.
        var waiting: Set<RecordID>?
        var catalogue: Catalogue?
        var kept: [Prompt]?
        var archive: Archive?
        var talk: Talk?
        var pairs: [RoundID: RoundPair] = [:]
        var current: [RecordID: (document: Document?, stamp: Stamp?)] = [:]
    }

    /// What was read before, where nothing changes; else what `read` gives.
    func remembered<Value>(_ place: WritableKeyPath<Cache, Value?>, _ read: () throws -> Value) rethrows -> Value {
        if let known = cache?[keyPath: place] { return known }
        let value = try read()
        cache?[keyPath: place] = value
        return value
    }

    func pair(of round: RoundID) throws -> RoundPair {
        if let known = cache?.pairs[round] { return known }
        let pair = RoundPair(try reader.records(of: round), of: membership.partner)
        cache?.pairs[round] = pair
        return pair
    }

    /// Whether both answers of a round may be read here.
    func isOpen(_ round: RoundID) throws -> Bool {
        let revealed = try reader.seals(of: round).filter { $0.phase == .revealed && !$0.isTampered }
        return revealed.contains { $0.author == membership.partner } && revealed.contains { $0.author != membership.partner }
    }

    /// How far a round has come.
    func state(of round: RoundID) throws -> PromptState {
        let pair = try pair(of: round)
        // What a partner had not revealed went with them.
        let theirs = pair.theirs.flatMap { $0.phase == .revealed || membership.phase != .partnerLeft ? $0 : nil }
        var isSealedByMe = pair.mine.map { !$0.header.isDeleted } ?? false
        if pair.mine?.isFrozen != true, let entry = try reader.outbox(for: answerID(round)).last,
            let intent = try intent(of: entry)
        {
            isSealedByMe = intent.document != nil
        }
        return PromptState(
            sealedByMe: isSealedByMe, sealedByThem: theirs?.isSealed ?? false,
            phases: (pair.mine?.phase, theirs?.phase),
            isTampered: pair.mine?.isTampered ?? false || pair.theirs?.isTampered ?? false)
    }

    func answerID(_ round: RoundID, by author: PartnerID? = nil) -> RecordID {
        .answer(of: round, by: author ?? membership.partner)
    }

    /// The number of the round that answering a prompt means: the latest that anybody has begun.
    func currentNumber(_ prompt: String) throws -> Int { try reader.rounds(of: prompt).map(\.number).max() ?? 1 }

    /// The round's row, if there is one.
    func roundRow(_ prompt: String, _ number: Int) throws -> RoundRow? {
        try identity.coupleNaming.flatMap { try reader.round($0.round(prompt: prompt, number: number)) }
    }

    /// Why there are no rounds here.
    var withoutRounds: ClientError { identity.isPaired ? .waitsForOwnMachine : .noPartnerYet }

    func personalRecord(_ kind: String, _ subject: String) throws -> RecordID {
        guard let naming = identity.personalNaming else { throw VaultError.keyMissing }
        return naming.record(kind, subject, of: membership.partner)
    }

    /// The draft of a prompt's round, alike on all devices of the partner.
    func draftID(_ prompt: String, _ number: Int) throws -> RecordID {
        try personalRecord("draft", "\(prompt)#\(number)")
    }

    /// Where this partner says that a pledge was kept.
    func keptID(_ pledge: RecordID) throws -> RecordID { try personalRecord("kept", "\(pledge)") }

    /// By what it says, so that the same is the same on all machines and never changes.
    func archiveID(_ archive: ArchiveDocument) throws -> RecordID {
        try personalRecord("archive", String(decoding: Document.archive(archive).encoded(), as: UTF8.self))
    }

    /// - Throws: why nothing new can be written here.
    func requireActive() throws(ClientError) {
        switch membership.phase {
        case .waiting, .paired: return
        case .partnerLeft: throw .partnerHasLeft
        case .left: throw .youHaveLeft
        case .removed: throw .deviceRemoved
        }
    }
}
