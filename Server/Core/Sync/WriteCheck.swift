package import Models
package import Wire

/// What a write shows by itself: shape, hashes and signatures. This is the costly part of a decision. It runs before the
/// transaction, for many callers in parallel.
package enum WriteCheck: Hashable, Sendable {
    case sound
    case flawed(ErrorCode)
    /// The signer isn't among the known cards. It may have been enlisted in the meantime.
    case unknownSigner

    /// - Parameter cards: every device of both partners that was ever enlisted, and those that the request itself adds. A device's
    ///   id is the hash of its card, so the source of a card doesn't affect the signature check. Whether the device may sign is
    ///   decided elsewhere.
    package init(_ write: Write, cards: [DeviceID: DeviceCard]) {
        switch write {
        case .record(let write): self.init(write, cards)
        case .opening(let opening): self.init(opening, cards)
        case .grant(let grant): self.init(grant, cards)
        case .pair(let pair):
            let checks = [
                WriteCheck(pair.mine.record, cards, needsOwnKey: false), WriteCheck(pair.theirs.record, cards, needsOwnKey: false),
                WriteCheck(pair.mine.opening, cards), WriteCheck(pair.theirs.opening, cards),
            ]
            self = checks.first { $0 != .sound } ?? .sound
        case .entry(let write): self.init(write.entry, cards)
        case .box: self = .sound
        }
    }

    private init(_ write: RecordWrite, _ cards: [DeviceID: DeviceCard]) {
        self.init(write.record, cards, needsOwnKey: true)
        if self == .sound, let opening = write.opening { self.init(opening, cards) }
    }

    private init(_ record: Record, _ cards: [DeviceID: DeviceCard], needsOwnKey: Bool) {
        guard let card = cards[record.header.device] else {
            self = .unknownSigner
            return
        }
        var record = record
        if !needsOwnKey, record.ownKey == nil, record.header.visibility == .sealed {
            // A partner offers the other's side without the author's own key, which the signature doesn't cover.
            let none = WrappedContentKey(key: KeyID(validated: Bytes(repeating: 0, count: KeyID.byteCount)), sealed: .empty)
            record = Record(header: record.header, signature: record.signature, body: record.body, ownKey: none)
        }
        do {
            try record.check(signedBy: card)
            self = .sound
        } catch {
            self = .flawed(ErrorCode(rawValue: error.rawValue))
        }
    }

    private init(_ opening: Opening, _ cards: [DeviceID: DeviceCard]) {
        guard let card = cards[opening.device] else {
            self = .unknownSigner
            return
        }
        self = opening.isValid(signedBy: card) ? .sound : .flawed(.badSignature)
    }

    private init(_ entry: LogEntry, _ cards: [DeviceID: DeviceCard]) {
        guard let card = cards[entry.device] else {
            self = .unknownSigner
            return
        }
        self = (try? VerifiedEntry(entry, signedBy: card)) == nil ? .flawed(.badEntry) : .sound
    }

    private init(_ grant: KeyGrant, _ cards: [DeviceID: DeviceCard]) {
        guard let card = cards[grant.device] else {
            self = .unknownSigner
            return
        }
        self = grant.isValid(signedBy: card) ? .sound : .flawed(.badSignature)
    }
}
