package import Models
package import Wire

/// A partner with a device log and real keys, who makes what their devices would send. Bodies are random bytes: a server can't
/// tell.
package struct TestPartner: Sendable {
    package var log: DeviceLog
    package var device: TestDevice
    package var couple: CoupleID
    let random: SeededRandom

    /// A partner with a first device, who founds a couple.
    package init(random: SeededRandom, at time: Instant = TestClock.start, on device: TestDevice = TestDevice()) throws {
        let first = try LogEntry(
            previous: [], action: .add(card: device.card, retiring: nil), device: device.id, time: time, signedWith: device.signing)
        log = try DeviceLog(first: first)
        self.device = device
        self.random = random
        couple = CoupleID(validated: log.partner.bytes)
    }

    package var id: PartnerID { log.partner }

    /// The same partner on another of their devices.
    package func at(_ device: TestDevice) -> TestPartner {
        var other = self
        other.device = device
        return other
    }
}

// MARK: - Log
extension TestPartner {
    /// The next entry, not yet in `log`.
    package func entry(
        _ action: LogAction, by signer: TestDevice? = nil, previous: [EntryHash]? = nil, at time: Instant = TestClock.start
    ) throws -> LogEntry {
        let signer = signer ?? device
        return try LogEntry(
            previous: previous ?? log.tips, action: action, device: signer.id, time: time, signedWith: signer.signing)
    }

    /// Appends an entry, and returns the write that sends it.
    package mutating func append(_ action: LogAction, by signer: TestDevice? = nil) throws -> Write {
        let entry = try entry(action, by: signer)
        try log.insert(entry)
        return .entry(EntryWrite(partner: id, entry: entry))
    }

    /// The whole log, as offered after a server went back.
    package var offeredLog: [Write] { log.entries.map { .entry(EntryWrite(partner: id, entry: $0, offered: true)) } }
}

// MARK: - Records
extension TestPartner {
    package func stamp(_ time: Instant, counter: UInt32 = 0) -> Stamp { Stamp(time: time, counter: counter, device: device.id) }

    /// A version of an `own` or `shared` record.
    package func record(
        _ visibility: Visibility, id: RecordID? = nil, owner: RecordOwner = .author, at time: Instant, counter: UInt32 = 0,
        body: Bytes? = nil, deleted: Bool = false, author: PartnerID? = nil, couple: CoupleID? = nil
    ) throws -> Record {
        let body = Blob(deleted ? [] : body ?? random.bytes(256))
        let header = RecordHeader(
            couple: couple ?? self.couple, id: id ?? random.value(), visibility: visibility, owner: owner,
            author: author ?? self.id,
            stamp: stamp(time, counter: counter), isDeleted: deleted, key: deleted ? nil : random.value(),
            bodyHash: BodyHash(ofBody: body))
        return try Record(header: header, body: body, signedWith: device.signing)
    }

    /// A version of the answer in a round; a tombstone withdraws it.
    package func answer(
        _ round: RoundID, at time: Instant, counter: UInt32 = 0, body: Bytes? = nil, deleted: Bool = false
    ) throws -> Record {
        let body = Blob(deleted ? [] : body ?? random.bytes(256))
        let header = RecordHeader(
            couple: couple, id: .answer(of: round, by: id), visibility: .sealed, owner: .author, author: id,
            stamp: stamp(time, counter: counter), isDeleted: deleted, round: round, commitment: deleted ? nil : random.value(),
            bodyHash: BodyHash(ofBody: body))
        let ownKey = deleted ? nil : WrappedContentKey(key: random.value(), sealed: Blob(random.bytes(60)))
        return try Record(header: header, body: body, ownKey: ownKey, signedWith: device.signing)
    }

    package func opening(of record: Record, seeing partner: Commitment? = nil, commitment: Commitment? = nil) throws -> Opening {
        let header = record.header
        guard let round = header.round, let own = commitment ?? header.commitment else { throw FixtureError.notASeal }
        return try Opening(
            couple: couple, round: round, author: id, device: device.id, commitment: own, partnerCommitment: partner,
            wrapped: WrappedContentKey(key: random.value(), sealed: Blob(random.bytes(60))), signedWith: device.signing)
    }

    /// An answer with its opening, as in escrow mode.
    package func revealable(_ round: RoundID, at time: Instant, counter: UInt32 = 0) throws -> RevealedAnswer {
        let record = try answer(round, at: time, counter: counter)
        return RevealedAnswer(record: record, opening: try opening(of: record))
    }

    /// The write that seals an answer in escrow mode.
    package func seal(_ round: RoundID, at time: Instant, counter: UInt32 = 0, offered: Bool = false) throws -> Write {
        try revealable(round, at: time, counter: counter).sealing(offered: offered)
    }

    package func withdraw(_ round: RoundID, at time: Instant) throws -> Write {
        .record(RecordWrite(record: try answer(round, at: time, deleted: true)))
    }
}

// MARK: - Keys and codes
extension TestPartner {
    /// - Parameter key: `nil` for a new one.
    package func grant(
        of key: KeyID? = nil, _ purpose: KeyPurpose, to recipients: [DeviceID], epoch: Int64 = 1
    ) throws -> KeyGrant {
        let sealed = recipients.map {
            SealedKey(recipient: $0, encapsulated: Blob(random.bytes(32)), ciphertext: Blob(random.bytes(48)))
        }
        return try KeyGrant(
            couple: couple, purpose: purpose, epoch: epoch, key: key ?? random.value(), author: id, device: device.id,
            sealed: sealed,
            signedWith: device.signing)
    }

    package func box(_ kind: BoxKind, locator: Locator, device: DeviceID? = nil) -> Write {
        .box(BoxWrite(locator: locator, kind: kind, device: device, box: Blob(random.bytes(200))))
    }

    /// A joiner's answer to an invitation. Adds the `pair` entry to their log if it's missing.
    package mutating func joining(_ inviter: TestPartner, at locator: Locator) throws -> BoxAnswerRequest {
        if log.state.pairedWith == nil { _ = try append(.pair(partner: inviter.id)) }
        couple = inviter.couple
        let grants = try [grant(.couple, to: [device.id, inviter.device.id])]
        return BoxAnswerRequest(locator: locator, log: log.entries, grants: grants, proof: Blob(random.bytes(32)))
    }

    package func signature(of challenge: Challenge, couple: CoupleID?) throws -> Signature {
        try Signature(signing: challenge.signedContent(couple: couple, device: device.id), with: device.signing)
    }
}
