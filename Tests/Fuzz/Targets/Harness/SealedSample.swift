import Models
import Support
import Vault
import Wire

/// One of everything that is encrypted or signed, made with keys that are the same in every run, and the ring that opens them.
struct SealedSample {
    let keys: DeviceKeys
    let card: DeviceCard
    let words = Bytes("What I never told you".utf8)
    let note: Record
    let answer: Record
    let opening: Opening
    let key: SecretKey
    let grant: KeyGrant
    let entry: LogEntry
    let opener: RecordDecryptor

    init() throws {
        let random = SeededRandom(seed: 11)
        let source = RandomSource { random.bytes($0) }
        keys = try DeviceKeys(random: source)
        card = keys.card(.machine)
        let (personal, couple) = (SecretKey(random: source), SecretKey(random: source))
        let names = (couple: random.value(CoupleID.self), author: random.value(PartnerID.self))
        let sealer = RecordEncryptor(keys: keys, random: source)
        let stamp = Stamp(time: TestClock.start, counter: 3, device: card.id)
        let noHash = BodyHash(ofBody: .empty)
        note = try sealer.encrypt(
            words,
            as: RecordHeader(
                couple: names.couple, id: random.value(), visibility: .shared, owner: .couple, author: names.author, stamp: stamp,
                key: couple.id, bodyHash: noHash), under: couple)
        let round: RoundID = random.value()
        let sealed = try sealer.encryptAnswer(
            words,
            as: RecordHeader(
                couple: names.couple, id: .answer(of: round, by: names.author), visibility: .sealed, owner: .author,
                author: names.author, stamp: stamp, round: round, bodyHash: noHash), round: round, personal: personal,
            escrow: couple)
        guard let opening = sealed.opening else { throw FuzzFailure("an opening travels in escrow") }
        (answer, self.opening) = (sealed.record, opening)
        (grant, key) = (
            try KeyGrant(
                of: couple, for: .couple, epoch: 1, couple: names.couple, author: names.author, by: keys, device: card.id,
                to: [card]), couple
        )
        let own = try KeyGrant(
            of: personal, for: .personal, epoch: 1, couple: names.couple, author: names.author, by: keys, device: card.id,
            to: [card])
        entry = try LogEntry(
            previous: [random.value()], action: .remove(device: random.value(), standing: [random.value()]), device: card.id,
            time: TestClock.start, signedWith: keys.signing)
        var ring = KeyRing()
        ring.add(grant, key: couple)
        ring.add(own, key: personal)
        opener = RecordDecryptor(ring: ring)
    }
}
