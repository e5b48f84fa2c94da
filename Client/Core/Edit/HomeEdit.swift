import Catalogue
import Models
import Vault

/// One transaction that changes a home. Reads go through `home`, writes through `transaction`.
///
/// Each area of a home that can change has its own type on top of this one.
final class HomeEdit {
    /// The home as of this point in the transaction.
    let home: HomeSnapshot
    let transaction: any HomeWriter
    let random: RandomSource
    let boot: BootTime
    /// Rejected data, loaded when a step first needs it.
    var passedOver: PassedOver?
    /// The newest keys, cached until something arrives that could retire them.
    private var writingKeys: [KeyPurpose: SecretKey] = [:]
    /// Rounds written to in this transaction, and whether they were revealed before.
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

    /// For a step that reads a lot before anything else is written.
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
    var removedDevices: RemovedDevicesEdit { RemovedDevicesEdit(edit: self) }
    var keyring: KeyringEdit { KeyringEdit(edit: self) }
    var outcomes: OutcomeApplier { OutcomeApplier(edit: self) }
    var offering: Offering { Offering(edit: self) }
    var conflicts: ConflictingReveals { ConflictingReveals(edit: self) }
    var passedOverItems: PassedOverEdit { PassedOverEdit(edit: self) }
    var requests: RequestBuilder { RequestBuilder(edit: self) }
    var focus: FocusEdit { FocusEdit(edit: self) }

    /// Stores a version of a record in place of the previous one.
    ///
    /// - Parameter document: its content; if omitted, whatever can be read of it now.
    func put(_ held: HeldRecord, saying document: Document?) throws {
        if let round = held.header.round, touched[round] == nil { touched[round] = try home.isOpen(round) }
        try store(held, saying: document)
    }

    func put(_ held: HeldRecord) throws { try put(held, saying: try? home.bodies.document(of: held)) }

    /// Stores the readable content of a record that is already held.
    func keepRead(_ held: HeldRecord) throws {
        var held = held
        held.kept = nil
        try store(held, saying: try? home.bodies.document(of: held))
    }

    private func store(_ held: HeldRecord, saying document: Document?) throws {
        var held = held
        let round = document?.saidAbout.flatMap { identity.coupleNaming?.round($0) }
        held.kept = try cipher.kept(document, of: held.header, about: round)
        try transaction.put(held)
    }

    func notify(_ notice: Notice) throws { try transaction.add(NoticeRow(notice: notice, at: now)) }

    /// Keeps a version of this partner's text in the history although another replaces it.
    func keepVersion(_ document: Document, of record: RecordID, as reason: HistoryReason) throws {
        try keepVersion(document.encoded(), of: record, as: reason)
    }

    /// - Parameter content: a decrypted body, which perhaps only a newer version of the program can read.
    func keepVersion(_ content: Bytes, of record: RecordID, as reason: HistoryReason) throws {
        let content = try cipher.encrypt(content, random: random)
        try transaction.add(HistoryRow(record: record, reason: reason, content: content, at: now))
    }

    /// Shares a new document under a fresh id.
    @discardableResult
    func share(_ document: Document, owner: RecordOwner) throws -> RecordID {
        let id = RecordID(validated: random.bytes(32))
        try outbox.enqueue(.put(visibility: .shared, owner: owner, document: document, edits: nil), for: id)
        return id
    }

    /// Publishes this device's name to the own devices, and its owner's name to the partner.
    ///
    /// - Parameter isBeginning: nothing has been asked yet, so every edition of the built-in decks counts from the first day on.
    func introduce(name: String?, deviceName: String, isBeginning: Bool = false) throws {
        let device = DeviceDocument(device: membership.device, name: deviceName)
        let id = try home.personalRecord("device", "\(membership.device)")
        try outbox.enqueue(
            .put(visibility: .own, owner: .author, document: .device(device), edits: home.current(id).stamp), for: id)
        if isBeginning { try say(name: name ?? "", editions: Schedule.firstDay) } else if let name { try say(name: name) }
    }

    func setName(_ name: String) throws {
        identity.membership.name = name
        try say(name: name)
    }

    /// After an update that brought a new edition of the built-in decks, states it to the partner: from the next date that hasn't
    /// started in any time zone, so that no day that has begun changes.
    ///
    /// - Precondition: everything has been fetched, or this partner's name just arrived.
    func stateEditions() throws {
        guard identity.personalNaming != nil, [.waiting, .paired].contains(membership.phase) else { return }
        let id = try home.personalRecord("name", "")
        let said = try home.ownName()
        // It's under a key that hasn't arrived, or a newer program wrote it.
        if said == nil, try transaction.record(id) != nil { return }
        let known = said?.known ?? [:]
        if Editions.numbers.contains(where: { known[$0] == nil }) { try say(name: said?.name ?? membership.name ?? "") }
        try transaction.setValue([UInt8(Editions.current)], for: Self.editionsStated)
    }

    /// Does so once after an update.
    func stateEditionsOnce() throws {
        if try transaction.value(Self.editionsStated) != [UInt8(Editions.current)] { try stateEditions() }
    }

    private static let editionsStated = "editions-stated"

    private func say(name: String, editions first: Day? = nil) throws {
        let id = try home.personalRecord("name", "")
        let day = first ?? (identity.isPaired ? Day.notBegun(at: now) : Schedule.firstDay)
        let known = Dictionary(uniqueKeysWithValues: Editions.numbers.map { ($0, day) })
        let said = try first == nil ? home.ownName()?.known ?? [:] : [:]
        let document = Document.name(NameDocument(name: name, editions: known.merging(said) { $1 }))
        try outbox.enqueue(.put(visibility: .shared, owner: .author, document: document, edits: home.current(id).stamp), for: id)
    }

    func believeSignedLogs() {
        guard !home.isPhaseSigned else { return }
        identity.membership.phase =
            identity.theirs?.state.hasLeft == true ? .partnerLeft : identity.isPaired ? .paired : .waiting
    }

    /// The key to write with; `nil` if one must be made first, or there's no partner to share it with.
    func newestKey(_ purpose: KeyPurpose) -> SecretKey? {
        if let key = writingKeys[purpose] { return key }
        let key = identity.newest(purpose)
        writingKeys[purpose] = key
        return key
    }
}
