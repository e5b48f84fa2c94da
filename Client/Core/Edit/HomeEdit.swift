import Catalogue
import Models
import Vault

/// One transaction that changes a home. What it reads of the home it reads through `home`; what it writes goes through `transaction`.
///
/// Each part of a home that is changed has a type of its own, all of them over this one.
final class HomeEdit {
    /// As it is at each moment of the transaction.
    let home: HomeSnapshot
    let transaction: any HomeWriter
    let random: RandomSource
    let boot: BootTime
    /// What was passed over, once a step has looked at it.
    var passedOver: PassedOver?
    /// The newest keys, as long as nothing is learned that may end them.
    private var writingKeys: [KeyPurpose: SecretKey] = [:]
    /// Rounds of which something was written in this transaction, and whether they were open before.
    private(set) var touched: [RoundID: Bool] = [:]

    init(
        transaction: any HomeWriter, identity: Identity, cipher: StoreCipher, random: RandomSource, now: Instant, boot: BootTime,
        catalogue: Catalogue
    ) {
        home = HomeSnapshot(
            reader: transaction, identity: identity, cipher: cipher, now: now, catalogue: catalogue, isFixed: false)
        self.transaction = transaction
        self.random = random
        self.boot = boot
    }

    /// For a step that reads much before anything else is written.
    func asOfNow() -> HomeSnapshot {
        HomeSnapshot(
            reader: transaction, identity: identity, cipher: cipher, now: now, catalogue: home.catalogue, isFixed: true)
    }

    var identity: Identity {
        _read { yield home.identity }
        _modify {
            writingKeys = [:]
            yield &home.identity
        }
    }

    var membership: Membership { home.membership }
    var cipher: StoreCipher { home.cipher }
    var now: Instant { home.now }

    var outbox: Outbox { Outbox(edit: self) }
    var answers: AnswerEdit { AnswerEdit(edit: self) }
    var imports: ImportEdit { ImportEdit(edit: self) }
    var roundNames: RoundNames { RoundNames(edit: self) }
    var recordEffects: RecordEffects { RecordEffects(edit: self) }
    var deviceLog: DeviceLogEdit { DeviceLogEdit(edit: self) }
    var keyring: KeyringEdit { KeyringEdit(edit: self) }
    var outcomes: OutcomeApplier { OutcomeApplier(edit: self) }
    var offering: Offering { Offering(edit: self) }
    var conflicts: ConflictingReveals { ConflictingReveals(edit: self) }
    var passedOverItems: PassedOverEdit { PassedOverEdit(edit: self) }
    var requests: RequestBuilder { RequestBuilder(edit: self) }

    /// Holds a version of a record in place of the one before.
    ///
    /// - Parameter document: what it says; left out: whatever can be read of it now.
    func put(_ held: HeldRecord, saying document: Document?) throws {
        if let round = held.header.round, touched[round] == nil { touched[round] = try home.isOpen(round) }
        var held = held
        held.kept = try cipher.kept(document, of: held.header, about: document?.remarked.flatMap(roundID))
        try transaction.put(held)
    }

    func put(_ held: HeldRecord) throws { try put(held, saying: try? home.bodies.document(of: held)) }

    /// Keeps what can be read of a record that is held already.
    func keepRead(_ held: HeldRecord) throws {
        var held = held
        held.kept = nil
        let document = try? home.bodies.document(of: held)
        held.kept = try cipher.kept(document, of: held.header, about: document?.remarked.flatMap(roundID))
        try transaction.put(held)
    }

    private func roundID(_ round: RoundReference) -> RoundID? {
        identity.coupleNaming?.round(prompt: round.prompt, number: round.round)
    }

    func notify(_ notice: Notice) throws { try transaction.add(NoticeRow(notice: notice, at: now)) }

    /// Keeps a version of this partner's words although another takes its place.
    func keepVersion(_ document: Document, of record: RecordID, as reason: HistoryReason) throws {
        let content = try cipher.seal(document.encoded(), random: random)
        try transaction.add(HistoryRow(record: record, reason: reason, content: content, at: now))
    }

    /// Shares something new, under an id that nothing else has.
    @discardableResult
    func share(_ document: Document, owner: RecordOwner) throws -> RecordID {
        let id = RecordID(validated: random.bytes(32))
        try outbox.enqueue(.put(class: .shared, owner: owner, document: document, edits: nil), for: id)
        return id
    }

    /// Says to the own devices what this one is called, and to the partner what its owner is.
    func introduce(name: String?, deviceName: String) throws {
        let device = DeviceDocument(device: membership.device, name: deviceName)
        let id = try home.personalRecord("device", "\(membership.device)")
        try outbox.enqueue(.put(class: .own, owner: .author, document: .device(device), edits: home.current(id).stamp), for: id)
        if let name { try setName(name) }
    }

    func setName(_ name: String) throws {
        identity.membership.name = name
        let id = try home.personalRecord("name", "")
        let document = Document.name(NameDocument(name: name))
        try outbox.enqueue(.put(class: .shared, owner: .author, document: document, edits: home.current(id).stamp), for: id)
    }

    func believeSignedLogs() {
        guard !home.isPhaseSigned else { return }
        identity.membership.phase =
            identity.theirs?.state.hasLeft == true ? .partnerLeft : identity.isPaired ? .paired : .waiting
    }

    /// The key to write with; nil where one is to be made, or nobody is there to share it with.
    func newestKey(_ purpose: KeyPurpose) -> SecretKey? {
        if let key = writingKeys[purpose] { return key }
        let key = identity.newest(purpose)
        writingKeys[purpose] = key
        return key
    }
}
