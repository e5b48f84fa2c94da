import ClientCore
import Models
import Support
import Testing
import Vault
import Wire

extension TestPair {
    /// Sends a shared document with any content, using a modified client.
    ///
    /// - Parameters:
    ///   - writer: the owner of the keys.
    ///   - author: the partner it claims to be by.
    ///   - seed: for everything random, including the id if none is given.
    func forge(
        _ document: String, id: RecordID? = nil, owner: RecordOwner, by writer: TestHome, as author: TestHome, seed: UInt64
    ) throws -> Outcome {
        world.time.advance(seconds: 5)
        let (key, membership) = (try writer.key(.couple), try writer.membership)
        let header = RecordHeader(
            couple: membership.couple, id: id ?? RecordID(validated: SeededRandom(seed: seed).bytes(32)), visibility: .shared,
            owner: owner, author: try author.membership.partner,
            stamp: Stamp(time: world.time.now, counter: 0, device: membership.device), key: key.id,
            bodyHash: BodyHash(ofBody: .empty))
        let record = try writer.sealer(seed: seed).encrypt(Bytes(document.utf8), as: header, under: key)
        return try #require(try writer.wire(world).sync([.record(RecordWrite(record: record))]).outcomes.first)
    }
}
