import Models
import Support
import Vault
import Wire

/// Somebody who seals answers, and a partner who can open them.
struct Author {
    let random = SeededRandom(seed: 5)
    let card: DeviceCard
    let opener: RecordDecryptor
    private let encryptor: RecordEncryptor
    private let personal: SecretKey
    private let couple: SecretKey
    private let partner: PartnerID
    private let words: Bytes

    init() throws {
        let source = RandomSource { [random] in random.bytes($0) }
        let keys = try DeviceKeys(random: source)
        card = keys.card(.machine)
        encryptor = RecordEncryptor(keys: keys, random: source)
        (personal, couple) = (SecretKey(random: source), SecretKey(random: source))
        partner = random.value()
        words = Bytes(repeating: 97, count: 600)
        var ring = KeyRing()
        ring.add(couple, id: couple.id, for: .couple, epoch: 0, by: partner, from: card.id, to: [])
        opener = RecordDecryptor(ring: ring)
    }

    func seal(_ number: Int) throws -> (record: Record, opening: Opening) {
        let round: RoundID = random.value()
        var fields = HeaderFields()
        (fields.visibility, fields.round, fields.id) = (.sealed, round, .answer(of: round, by: partner))
        (fields.author, fields.device, fields.key, fields.counter) = (partner, card.id, nil, UInt32(number))
        fields.time = TestClock.start
        let made = try encryptor.encryptAnswer(words, as: fields.header, round: round, personal: personal, escrow: couple)
        guard let opening = made.opening else { throw PartError.nothingDone }
        return (made.record, opening)
    }

    func request(_ answer: (record: Record, opening: Opening)) -> SyncRequest {
        SyncRequest(
            cursor: nil, furthest: nil, offering: false,
            writes: [.record(RecordWrite(record: answer.record, opening: answer.opening))])
    }
}
