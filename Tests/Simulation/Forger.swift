import Catalogue
import ClientCore
import FoundationEssentials
import Models
import Support
import Vault
import Wire

/// One device's keys, in the hands of someone who signs whatever they like.
struct Forger {
    let couple: CoupleID
    let partner: PartnerID
    let other: PartnerID
    let keys: DeviceKeys
    let ring: KeyRing
    /// Both partners' logs as the device knows them, its own first.
    let logs: [DeviceLog]
    let random: SeededRandom

    var card: DeviceCard { keys.card(.machine) }
    private var device: DeviceID { card.id }
    private var sealer: RecordEncryptor { RecordEncryptor(keys: keys, random: RandomSource { random.bytes($0) }) }

    func key(_ purpose: KeyPurpose) throws -> SecretKey {
        guard let key = ring.latest(purpose) else { throw VaultError.keyMissing }
        return key
    }

    func round(_ prompt: PromptID, _ number: Int) throws -> RoundID {
        RoundNaming(seed: try key(.coupleSeed)).round(RoundReference(prompt: prompt, number: number))
    }

    /// An answer with its opening, as in escrow mode.
    func answer(_ prompt: PromptID, _ number: Int, text: String, at time: Instant, counter: UInt32 = 0) throws -> RevealedAnswer? {
        let round = try round(prompt, number)
        let document = """
            {"answer":{"prompt":"\(prompt)","question":"?","number":\(number),"text":"\(text)","at":\(time.milliseconds),\
            "isFinished":false}}
            """
        let header = RecordHeader(
            couple: couple, id: .answer(of: round, by: partner), visibility: .sealed, owner: .author, author: partner,
            stamp: Stamp(time: time, counter: counter, device: device), round: round,
            bodyHash: BodyHash(ofBody: .empty))
        let (record, opening) = try sealer.encryptAnswer(
            Bytes(document.utf8), as: header, round: round, personal: key(.personal), escrow: key(.couple))
        return opening.map { RevealedAnswer(record: record, opening: $0) }
    }

    /// A shared record, or the tombstone of one.
    func shared(
        _ document: String?, id: RecordID? = nil, owner: RecordOwner, at time: Instant, counter: UInt32 = 0
    ) throws -> Record {
        let key = try key(.couple)
        let header = RecordHeader(
            couple: couple, id: id ?? random.value(), visibility: .shared, owner: owner, author: partner,
            stamp: Stamp(time: time, counter: counter, device: device), isDeleted: document == nil,
            key: document == nil ? nil : key.id, bodyHash: BodyHash(ofBody: .empty))
        guard let document else { return try sealer.tombstone(header) }
        return try sealer.encrypt(Bytes(document.utf8), as: header, under: key)
    }

    func withdrawal(_ prompt: PromptID, _ number: Int, at time: Instant) throws -> Record {
        let round = try round(prompt, number)
        return try sealer.tombstone(
            RecordHeader(
                couple: couple, id: .answer(of: round, by: partner), visibility: .sealed, owner: .author, author: partner,
                stamp: Stamp(time: time, counter: 0, device: device), isDeleted: true, round: round,
                bodyHash: BodyHash(ofBody: .empty)))
    }

    /// - Parameter previous: the entries it should appear to follow; `nil` for everything the device knows.
    func entry(_ action: LogAction, previous: [EntryHash]? = nil, at time: Instant) throws -> LogEntry {
        try LogEntry(
            previous: previous ?? logs.first?.tips ?? [], action: action, device: device, time: time,
            signedWith: keys.signing)
    }

    func grant(_ key: SecretKey, _ purpose: KeyPurpose, epoch: Int64, to cards: [DeviceCard]) throws -> KeyGrant {
        try KeyGrant(
            of: key, for: purpose, epoch: epoch, couple: couple, author: partner, by: keys, device: device,
            to: cards)
    }

    /// The same partner on a device that no one knows about yet.
    func atAnotherMachine() throws -> Forger {
        let keys = try DeviceKeys(random: RandomSource { random.bytes($0) })
        return Forger(couple: couple, partner: partner, other: other, keys: keys, ring: ring, logs: logs, random: random)
    }
}
