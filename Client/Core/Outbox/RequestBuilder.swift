import Models
import Vault
import Wire

/// Builds the next request: first what was sent before and not acknowledged, byte for byte; then what can be stamped and encrypted
/// now.
struct RequestBuilder {
    let edit: HomeEdit
    var home: HomeSnapshot { edit.home }
    var openings: Openings { Openings(home: home) }

    /// The request without its writes: cursors, and the commas between writes.
    private static let envelopeBytes = 1024

    /// The most writes in one request: fewer than any server's limit.
    static let requestWrites = 100

    /// - Parameters:
    ///   - clock: `nil` until the server has stated its time in this run; nothing new is stamped before that.
    ///   - frozen: rounds whose openings may be sent. Those that were examined are removed from it.
    ///   - room: how much the request may hold.
    func prepare(clock: StampClock?, openingsOf frozen: inout FrozenRounds, room: RequestRoom) throws -> PreparedSync {
        edit.identity.keepSeeds()
        let state = try edit.transaction.syncState()
        // A couple that this partner has left needs nothing else, and an entry builds on those before it.
        let isLeaving = edit.identity.mine.state.hasLeft
        var batch = Batch(bytes: room.bytes - Self.envelopeBytes, writes: Self.requestWrites)
        if state.isOffering {
            try addOffers(to: &batch, entriesOnly: isLeaving)
        } else if let clock, !isLeaving, try home.removalWishes().isEmpty {
            // Nothing is written under a key held by a device whose removal must be signed first.
            try stampOutbox(clock, limit: Self.requestWrites)
        }
        try addOutbox(to: &batch, isPlain: state.isOffering || isLeaving, but: room.setAside)
        if !state.isOffering, !isLeaving { try addOpenings(of: &frozen, to: &batch) }
        return PreparedSync(
            request: SyncRequest(cursor: state.cursor, furthest: state.furthest, offering: state.isOffering, writes: batch.writes),
            origins: batch.origins)
    }

    /// The request that continues to fetch rejected data again.
    func prepareAskingAnew() throws -> PreparedSync {
        let state = try edit.transaction.syncState()
        return PreparedSync(
            request: SyncRequest(
                cursor: try edit.transaction.passedOver().asking?.cursor, furthest: state.furthest, offering: state.isOffering,
                writes: []),
            origins: [], isAskingAnew: true)
    }

    /// Log entries go first, so that removals go out together however many answers are waiting. Entries that were refused before go
    /// last: a hundred of them would block all others.
    ///
    /// - Parameters:
    ///   - isPlain: entries, grants and boxes only: user records wait until everything is offered, and stay if this partner is
    ///     leaving.
    ///   - setAside: entries that are too large to be sent.
    private func addOutbox(to batch: inout Batch, isPlain: Bool, but setAside: Set<Int64>) throws {
        var passed = setAside
        if !isPlain {
            try home.forEachPage(of: .plain) { entries in
                for entry in entries where !batch.isFull && entry.refusal == nil && !passed.contains(entry.sequence) {
                    guard let write = entry.write, case .entry = write else { continue }
                    batch.add(write, .outbox(entry.sequence))
                    passed.insert(entry.sequence)
                }
                return !batch.isFull
            }
        }
        for part in isPlain ? [OutboxPart.plain] : [.unrefused, .refused] {
            try home.forEachPage(of: part) { entries in
                for entry in entries where !batch.isFull && !passed.contains(entry.sequence) {
                    if let write = entry.write { batch.add(write, .outbox(entry.sequence)) }
                }
                return !batch.isFull
            }
        }
    }

    private func addOffers(to batch: inout Batch, entriesOnly: Bool) throws {
        for offer in try edit.transaction.offers(limit: Self.requestWrites) where !batch.isFull {
            if entriesOnly, !offer.isEntry { continue }
            if let write = try edit.offering.offered(offer) {
                batch.add(write, .offer(offer))
            } else {
                try edit.transaction.remove(offer)
            }
        }
    }

    /// Stamps and encrypts entries in order, once each, and stores them in the form in which they're sent.
    private func stampOutbox(_ clock: StampClock, limit: Int) throws {
        let parts = [OutboxPart.unrefused, .refused]
        for var entry in try parts.flatMap({ try edit.transaction.outbox($0, after: 0, limit: limit * 2) }) where entry.write == nil
        {
            guard let intent = try home.intent(of: entry), let id = entry.record else { continue }
            let stamp = try stamp(for: entry, id, intent, clock)
            guard let write = try makeWrite(intent, id: id, stamp: stamp) else { continue }
            entry.write = write
            try edit.transaction.update(entry)
        }
    }

    /// Exceeds only stamps of this very record: the version that was edited, and what was sent from here before. So no stamp the
    /// other partner sees reveals anything they don't know.
    private func stamp(for entry: OutboxEntry, _ id: RecordID, _ intent: Intent, _ clock: StampClock) throws -> Stamp {
        // After two refusals, exceeds only stamps that the server's clock has passed: the others came from a clock that was wrong
        // once.
        let floors = try ([intent.edits] + edit.transaction.outbox(for: id).map(\.stampSent)).compactMap { $0 }
            .filter { $0.time.isPossible && (entry.restamped < 2 || $0.time <= clock.now) }
        let time = clock.time(of: entry)
        switch intent {
        case .seal, .withdraw:
            let noise = edit.random.bytes(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            return .nextOfAnswer(at: time, by: edit.membership.device, above: floors.max(), noise: noise)
        case .put, .delete, .removal: return .next(at: time, by: edit.membership.device, above: floors.max())
        }
    }

    /// - Returns: `nil` if it can't be sent yet because there's no partner to share it with.
    private func makeWrite(_ intent: Intent, id: RecordID, stamp: Stamp) throws -> Write? {
        func header(_ visibility: Visibility, _ owner: RecordOwner, deleted: Bool = false, round: RoundID? = nil, key: KeyID? = nil)
            -> RecordHeader
        {
            RecordHeader(
                couple: edit.membership.couple, id: id, visibility: visibility, owner: owner, author: edit.membership.partner,
                stamp: stamp,
                isDeleted: deleted, round: round, key: key, bodyHash: BodyHash(ofBody: .empty))
        }
        let sealer = RecordEncryptor(keys: edit.identity.keys, random: edit.random)
        switch intent {
        case .put(let visibility, let owner, let document, _):
            guard let key = try edit.keyring.writingKey(visibility == .own ? .personal : .couple) else { return nil }
            let record = try sealer.encrypt(document.encoded(), as: header(visibility, owner, key: key.id), under: key)
            return .record(RecordWrite(record: record))
        case .delete(let visibility, let owner, _):
            guard visibility == .own || edit.identity.isPaired else { return nil }
            return .record(RecordWrite(record: try sealer.tombstone(header(visibility, owner, deleted: true))))
        case .seal(let round, var document, let escrow):
            guard let personal = try edit.keyring.writingKey(.personal), let couple = try edit.keyring.writingKey(.couple) else {
                return nil
            }
            let edits = document.edits
            document.edits = nil
            let (record, opening) = try sealer.encryptAnswer(
                Document.answer(document).encoded(), as: header(.sealed, .author, round: round), round: round, edits: edits,
                personal: personal, escrow: escrow ? couple : nil)
            return .record(RecordWrite(record: record, opening: opening))
        case .withdraw(let round, _):
            return .record(RecordWrite(record: try sealer.tombstone(header(.sealed, .author, deleted: true, round: round))))
        case .removal: return nil
        }
    }
}

extension Offer {
    fileprivate var isEntry: Bool { if case .entry = self { true } else { false } }
}
