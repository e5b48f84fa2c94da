import Models
import Support
import Vault

/// An author with their keys, and what a dishonest author could make with them.
struct AnswerBench {
    let keys: DeviceKeys
    let personal = Sample.secret(21)
    let couple = Sample.secret(22)
    let round: RoundID = Sample.id(7)
    let author: PartnerID = Sample.id(3)

    init() throws { keys = try Sample.keys(1) }

    var draft: HeaderFields {
        let device = keys.card(.machine).id
        return HeaderFields().with {
            $0.visibility = .sealed
            $0.round = round
            $0.id = .answer(of: round, by: author)
            $0.device = device
            $0.key = nil
        }
    }

    func ring(_ keys: (KeyPurpose, SecretKey)...) throws -> KeyRing {
        var ring = KeyRing()
        for (purpose, key) in keys {
            let grant = try KeyGrant(
                couple: draft.couple, purpose: purpose, epoch: 0, key: key.id, author: author, device: draft.device, sealed: [],
                signedWith: self.keys.signing)
            ring.add(grant, key: key)
        }
        return ring
    }

    /// Uses the first 32 bytes of the seed as the content key.
    func seal(_ words: Bytes, seed: UInt64 = 5, as fields: HeaderFields? = nil, round: RoundID? = nil, escrow: Bool = true) throws
        -> (record: Record, opening: Opening?)
    {
        try RecordEncryptor(keys: keys, random: RandomSource(seed: seed)).encryptAnswer(
            words, as: (fields ?? draft).header, round: round ?? self.round, personal: personal, escrow: escrow ? couple : nil)
    }

    /// A body and opening that fit `header`, whatever it commits to: something only its author could make.
    func forge(_ header: RecordHeader, words: Bytes, contentKey: SecretKey) throws -> (body: Blob, opening: Opening) {
        let random = RandomSource(seed: 77)
        let body = try Cipher.encrypt(Padding.pad(words), under: contentKey, binding: header.associatedData, random: random)
        guard let round = header.round, let commitment = header.commitment else { throw VaultError.notAuthentic }
        var binding = CanonicalWriter("twofold/opening-key/v1")
        binding.append(header.couple)
        binding.append(header.author)
        binding.append(header.round)
        binding.append(commitment)
        let wrapped = try Cipher.encrypt(contentKey.bytes, under: couple, binding: binding.bytes, random: random)
        let opening = try Opening(
            couple: header.couple, round: round, author: header.author, device: header.device, commitment: commitment,
            partnerCommitment: nil, wrapped: WrappedContentKey(key: couple.id, sealed: Blob(wrapped)), signedWith: keys.signing)
        return (Blob(body), opening)
    }
}
