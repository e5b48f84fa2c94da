package import Catalogue
import ClientCore
import LocalStore
package import Models
import Vault
import Wire

/// What a client of Ben's could write that no client of this version does: Ada receives it, properly signed and encrypted.
extension TestPair {
    /// Delivers records with Ada's next reply only.
    ///
    /// - Parameters:
    ///   - contents: of the bodies, in order of arrival.
    ///   - seconds: how much later each is than the previous one.
    package func deliver(
        _ contents: [String], id: RecordID? = nil, owner: RecordOwner = .author, secondsApart seconds: Int64 = 1
    ) throws {
        let (key, membership) = (try benKey(.couple), try ben.membership)
        let records = try contents.enumerated().map { index, content in
            let header = RecordHeader(
                couple: membership.couple, id: id ?? RecordID(validated: SeededRandom(seed: 700 + UInt64(index)).bytes(32)),
                visibility: .shared, owner: owner, author: membership.partner,
                stamp: Stamp(
                    time: world.time.now.advanced(by: .seconds(Int64(index) * seconds)), counter: 0, device: membership.device),
                isDeleted: false, key: key.id, bodyHash: BodyHash(ofBody: .empty))
            return try sealer.encrypt(Bytes(content.utf8), as: header, under: key)
        }
        hand(
            records.map {
                RecordChange(header: $0.header, signature: $0.signature, body: $0.body, ownKey: nil, opening: nil, phase: nil)
            })
    }

    /// Reveals, with Ada's next reply, an answer of Ben's beside hers, which she has sealed in escrow mode and synced.
    package func deliverAnswer(_ content: String, to prompt: PromptID) throws {
        let membership = try ben.membership
        let round = RoundNaming(seed: try benKey(.coupleSeed)).round(RoundReference(prompt: prompt, number: 1))
        let header = RecordHeader(
            couple: membership.couple, id: .answer(of: round, by: membership.partner), visibility: .sealed, owner: .author,
            author: membership.partner, stamp: Stamp(time: world.time.now, counter: 0, device: membership.device), round: round,
            bodyHash: BodyHash(ofBody: .empty))
        let theirs = try sealer.encryptAnswer(
            Bytes(content.utf8), as: header, round: round, personal: benKey(.personal), escrow: benKey(.couple))
        let id = RecordID.answer(of: round, by: try ada.membership.partner)
        guard let mine = try ada.store.read({ try $0.record(id) }) else { throw VaultError.keyMissing }
        hand([
            RecordChange(
                header: mine.header, signature: mine.signature, body: mine.body, ownKey: mine.ownKey, opening: mine.opening,
                phase: .revealed),
            RecordChange(
                header: theirs.record.header, signature: theirs.record.signature, body: theirs.record.body, ownKey: nil,
                opening: theirs.opening, phase: .revealed),
        ])
    }

    private var sealer: RecordEncryptor {
        get throws {
            let random = SeededRandom(seed: 77)
            return RecordEncryptor(keys: try ben.deviceKeys, random: RandomSource { random.bytes($0) })
        }
    }

    private func benKey(_ purpose: KeyPurpose) throws -> SecretKey {
        guard let key = try ben.keyRing.latest(purpose) else { throw VaultError.keyMissing }
        return key
    }

    private func hand(_ records: [RecordChange]) {
        let transport = ada.transport
        transport.tamper = { reply in
            transport.tamper = { $0 }
            return SyncResponse(
                time: reply.time, outcomes: reply.outcomes, changes: reply.changes + records.map(Change.record),
                cursor: reply.cursor, furthest: reply.furthest, more: reply.more)
        }
    }
}
