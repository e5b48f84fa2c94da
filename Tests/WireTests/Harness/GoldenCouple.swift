import Models
import Support

/// The couple in the golden files: fixed keys, fixed times, real signatures.
struct GoldenCouple {
    let desk: TestDevice
    let phone: TestDevice
    let kit: TestDevice
    let link: TestDevice
    let laptop: TestDevice
    /// The inviter's log, with an entry for each action.
    let log: [LogEntry]
    /// The joiner's.
    let otherLog: [LogEntry]

    let time = Instant(milliseconds: 1_767_225_600_123)
    let round: RoundID = Self.fixed(0x52)
    let contentKey = WrappedContentKey(key: Self.fixed(0x4B), sealed: Blob([0xFB, 0xFF, 0x00, 0x01]))

    init() throws {
        let time = Instant(milliseconds: 1_767_225_600_123)
        desk = try TestDevice(1)
        phone = try TestDevice(2)
        kit = try TestDevice(3, kind: .kit)
        link = try TestDevice(4, kind: .link, expires: time.advanced(by: .seconds(600)))
        laptop = try TestDevice(5)
        func chain(_ steps: [(LogAction, TestDevice)]) throws -> [LogEntry] {
            try steps.reduce(into: []) { entries, step in
                let entry = try LogEntry(
                    previous: entries.last.map { [$0.hash] } ?? [], action: step.0, device: step.1.id, time: time,
                    signedWith: step.1.signing)
                entries.append(entry)
            }
        }
        let first = try chain([(.add(card: laptop.card, retiring: nil), laptop)])
        log = try chain([
            (.add(card: desk.card, retiring: nil), desk), (.add(card: kit.card, retiring: nil), desk),
            (.add(card: link.card, retiring: nil), desk), (.add(card: phone.card, retiring: link.id), link),
            (.pair(partner: PartnerID(validated: first[0].hash.bytes)), phone),
            (.remove(device: desk.id, standing: [Self.fixed(0x56), Self.fixed(0x57)]), phone), (.leave, phone),
        ])
        let inviter = PartnerID(validated: log[0].hash.bytes)
        otherLog = try chain([(.add(card: laptop.card, retiring: nil), laptop), (.pair(partner: inviter), laptop)])
    }

    var partner: PartnerID { PartnerID(validated: log[0].hash.bytes) }
    var otherPartner: PartnerID { PartnerID(validated: otherLog[0].hash.bytes) }
    var couple: CoupleID { CoupleID(validated: log[0].hash.bytes) }
    var cards: [DeviceCard] { [desk, phone, kit, link, laptop].map(\.card) }

    static func fixed<Value: FixedBytes>(_ octet: UInt8) -> Value {
        Value(validated: Bytes(repeating: octet, count: Value.byteCount))
    }
}

// MARK: - Records
extension GoldenCouple {
    func record(
        _ visibility: Visibility, owner: RecordOwner = .author, body: Blob = Blob([1, 2, 3]), deleted: Bool = false
    ) throws -> Record {
        let body = deleted ? .empty : body
        let header = RecordHeader(
            couple: couple, id: Self.fixed(0x49), visibility: visibility, owner: owner, author: partner, stamp: stamp(desk),
            isDeleted: deleted, key: deleted ? nil : Self.fixed(0x4B), bodyHash: BodyHash(ofBody: body))
        return try Record(header: header, body: body, signedWith: desk.signing)
    }

    func answer(of author: PartnerID? = nil, by keys: TestDevice? = nil, ownKey: Bool = true, deleted: Bool = false) throws
        -> Record
    {
        let (author, keys) = (author ?? partner, keys ?? desk)
        let body = deleted ? .empty : Blob([0x3E, 0x3F, 0xFE])
        let header = RecordHeader(
            couple: couple, id: .answer(of: round, by: author), visibility: .sealed, owner: .author, author: author,
            stamp: stamp(keys),
            isDeleted: deleted, round: round, commitment: deleted ? nil : Self.fixed(0x43), bodyHash: BodyHash(ofBody: body))
        return try Record(header: header, body: body, ownKey: ownKey && !deleted ? contentKey : nil, signedWith: keys.signing)
    }

    func opening(of author: PartnerID? = nil, by keys: TestDevice? = nil, seeing partnerCommitment: Commitment? = nil) throws
        -> Opening
    {
        let keys = keys ?? desk
        return try Opening(
            couple: couple, round: round, author: author ?? partner, device: keys.id, commitment: Self.fixed(0x43),
            partnerCommitment: partnerCommitment, wrapped: contentKey, signedWith: keys.signing)
    }

    func grant(_ purpose: KeyPurpose) throws -> KeyGrant {
        let sealed = [desk.id, laptop.id].map {
            SealedKey(
                recipient: $0, encapsulated: Blob(Bytes(repeating: 0x45, count: 32)),
                ciphertext: Blob(Bytes(repeating: 0x58, count: 48)))
        }
        return try KeyGrant(
            couple: couple, purpose: purpose, epoch: 2, key: Self.fixed(0x4B), author: partner, device: desk.id, sealed: sealed,
            signedWith: desk.signing)
    }

    private func stamp(_ keys: TestDevice) -> Stamp { Stamp(time: time, counter: .max, device: keys.id) }
}
