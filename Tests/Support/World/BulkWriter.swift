package import Catalogue
import ClientCore
import Crypto
import FoundationEssentials
import LocalStore
package import Models
import ServerCore
import Vault
package import Wire

/// Writes to a server as one home's device, bypassing its client and without a limit: what a couple writes in many years, or a
/// hostile partner in a minute.
package final class BulkWriter {
    private let keys: DeviceKeys
    private let ring: KeyRing
    private let membership: Membership
    private let exchange: BlockingExchange
    private let world: World
    private let token: Token
    private let random: RandomSource
    private var counter: UInt32 = 0
    private var log: DeviceLog

    package init(_ home: TestHome, _ world: World, seed: UInt64 = 77) throws {
        let seeded = SeededRandom(seed: seed)
        random = RandomSource { seeded.bytes($0) }
        (keys, ring, membership, self.world) = (try home.deviceKeys, try home.keyRing, try home.membership, world)
        exchange = BlockingExchange(world.service)
        let partner = membership.partner
        log = try home.store.read { try DeviceLog(entries: $0.entries(of: partner)) }
        let challenge: ChallengeResponse = try Self.call(exchange, .challenge, ChallengeRequest(device: membership.device), nil)
        let content = challenge.challenge.signedContent(couple: membership.couple, device: membership.device)
        let session: SessionResponse = try Self.call(
            exchange, .session,
            SessionRequest(
                device: membership.device, couple: membership.couple, challenge: challenge.challenge,
                signature: try Signature(signing: content, with: keys.signing)), nil)
        token = session.token
    }

    /// Sends as many requests as needed.
    ///
    /// - Returns: how many of the writes the server has applied.
    @discardableResult
    package func send(_ writes: [Write]) throws -> Int {
        var applied = 0
        for start in stride(from: 0, to: writes.count, by: 200) {
            let reply: SyncResponse = try Self.call(
                exchange, .sync,
                SyncRequest(
                    cursor: nil, furthest: nil, offering: false, writes: Array(writes[start..<min(start + 200, writes.count)])),
                token)
            applied += reply.outcomes.count { $0 == .applied }
        }
        return applied
    }

    // MARK: What to write

    /// Prompts written by the couple, and their ids.
    package func prompts(_ count: Int) throws -> (ids: [PromptID], writes: [Write]) {
        var (ids, writes) = ([PromptID](), [Write]())
        for _ in 0..<count {
            let record = RecordID(validated: random.bytes(32))
            let digits = record.bytes.prefix(5).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            let id = PromptID(validDeck: Deck.ours, name: digits.joined())
            ids.append(id)
            writes.append(
                try shared(.prompt(PromptDocument(id: id, question: "What about \(id)?", at: world.time.now)), as: record))
        }
        return (ids, writes)
    }

    /// This partner's reflections on the first round of each prompt.
    package func reflections(on prompts: [PromptID]) throws -> [Write] {
        try prompts.map { prompt in
            try shared(
                .reflection(
                    ReflectionDocument(prompt: prompt, number: 1, text: "Yes.", at: world.time.now)),
                as: RecordID(validated: random.bytes(32)))
        }
    }

    /// Sealed answers to the first round of each prompt.
    package func answers(to prompts: [PromptID], escrow: Bool = true) throws -> [Write] {
        let (personal, couple) = (try key(.personal), try key(.couple))
        let naming = RoundNaming(seed: try key(.coupleSeed))
        return try prompts.map { prompt in
            let round = naming.round(RoundReference(prompt: prompt, number: 1))
            let document = Document.answer(
                AnswerDocument(prompt: prompt, question: "?", number: 1, text: "Words.", at: world.time.now))
            let header = header(.answer(of: round, by: membership.partner), .sealed, round: round)
            let (record, opening) = try sealer.encryptAnswer(
                Bytes(WireJSON.encode(document)), as: header, round: round, personal: personal, escrow: escrow ? couple : nil)
            return .record(RecordWrite(record: record, opening: opening))
        }
    }

    /// Records that only this partner can read.
    package func drafts(_ count: Int) throws -> [Write] {
        let key = try key(.personal)
        return try (0..<count).map { index in
            let document = Document.draft(
                AnswerDocument(prompt: .firstWord, question: "?", number: 1, text: "Draft \(index).", at: world.time.now)
            )
            let header = header(RecordID(validated: random.bytes(32)), .own, key: key.id)
            return .record(RecordWrite(record: try sealer.encrypt(Bytes(WireJSON.encode(document)), as: header, under: key)))
        }
    }

    /// Keys for the couple, each granted to the given devices.
    package func grants(_ count: Int, to cards: [DeviceCard]) throws -> [Write] {
        try (0..<count).map { index in
            .grant(
                try KeyGrant(
                    of: SecretKey(random: random), for: .couple, epoch: Int64(index), couple: membership.couple,
                    author: membership.partner, by: keys, device: membership.device, to: cards))
        }
    }

    /// Entries of this partner's log that enlist kits, each following the previous one.
    package func entries(_ count: Int) throws -> [Write] {
        try (0..<count).map { _ in
            let entry = try LogEntry(
                previous: log.tips, action: .add(card: try DeviceKeys(random: random).card(.kit), retiring: nil),
                device: membership.device, time: world.time.now, signedWith: keys.signing)
            try log.insert(entry)
            return .entry(EntryWrite(partner: membership.partner, entry: entry))
        }
    }

    // MARK: Sending

    private var sealer: RecordEncryptor { RecordEncryptor(keys: keys, random: random) }

    private func key(_ purpose: KeyPurpose) throws -> SecretKey {
        guard let key = ring.latest(purpose) else { throw VaultError.keyMissing }
        return key
    }

    private func shared(_ document: Document, as record: RecordID) throws -> Write {
        let key = try key(.couple)
        let header = header(record, .shared, key: key.id)
        return .record(RecordWrite(record: try sealer.encrypt(Bytes(WireJSON.encode(document)), as: header, under: key)))
    }

    private func header(_ id: RecordID, _ visibility: Visibility, round: RoundID? = nil, key: KeyID? = nil) -> RecordHeader {
        counter += 1
        return RecordHeader(
            couple: membership.couple, id: id, visibility: visibility, owner: .author, author: membership.partner,
            stamp: Stamp(time: world.time.now, counter: counter, device: membership.device), round: round, key: key,
            bodyHash: BodyHash(ofBody: .empty))
    }

    private static func call<Reply: Decodable>(
        _ exchange: BlockingExchange, _ route: Route, _ request: some Encodable, _ token: Token?
    ) throws -> Reply {
        let reply = exchange.answer(route, body: Bytes(try WireJSON.encode(request)), token: token)
        guard reply.status == 200 else { throw try WireJSON.decode(Problem.self, from: Data(reply.body)) }
        return try WireJSON.decode(Reply.self, from: Data(reply.body))
    }
}
