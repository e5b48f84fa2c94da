import Catalogue
import ClientCore
import FoundationEssentials
import Models
import ServerCore
import Support
import Vault
import Wire

/// The actions of a joiner with a modified client.
extension SimWorld {
    static let joiner = DeviceRef(partner: 1, index: 0)

    func commit(_ deed: Deed) throws {
        if case .theft(let theft, let byPartner) = deed { return try commit(theft, byPartner: byPartner) }
        guard let forger = try forger(Self.joiner) else { return }
        try send(writes(deed, forger), as: forger, cursor: deed == .cursor ? forger.random.value() : nil)
    }

    private func writes(_ deed: Deed, _ forger: Forger) throws -> [Write] {
        switch deed {
        case .offerLogs: try offeredLogs(forger)
        case .takeCard(let pick):
            try cards(ofInviter: forger).dropFirst(pick).prefix(1).map {
                try .entry(EntryWrite(partner: forger.partner, entry: forger.entry(.add(card: $0, retiring: nil), at: time.now)))
            }
        case .farStamp(let pick): try farStamps(pick, forger)
        case .oldVersions: model.sentByJoiner.map { .record(RecordWrite(record: $0.record, opening: $0.opening, offered: true)) }
        case .squat(let prompt): try squatter(Self.prompts[prompt], forger)
        case .openings(let prompt): try openings(Self.prompts[prompt], forger)
        case .rivalPair(let prompt): try rivalPair(Self.prompts[prompt], forger)
        case .grants(let pick): try grants(pick, forger)
        case .cursor, .theft: []
        }
    }

    // MARK: Logs and keys

    private func cards(ofInviter forger: Forger) -> [DeviceCard] { forger.logs.last?.state.live ?? [] }

    private func offeredLogs(_ forger: Forger) throws -> [Write] {
        guard let theirs = forger.logs.last else { return [] }
        let forged = try cards(ofInviter: forger).map { card in
            try forger.entry(.remove(device: card.id, standing: []), previous: theirs.tips, at: time.now)
        }
        let stolen = forged.map { entry in
            LogEntry(
                previous: entry.previous, action: entry.action, device: cards(ofInviter: forger).first?.id ?? entry.device,
                time: entry.time, signature: entry.signature)
        }
        return forger.logs.flatMap { log in
            (log.entries + (log.partner == theirs.partner ? forged + stolen : [])).map {
                .entry(EntryWrite(partner: log.partner, entry: $0, offered: true))
            }
        }
    }

    private func grants(_ pick: Int, _ forger: Forger) throws -> [Write] {
        let everybody = forger.logs.flatMap(\.state.live)
        let purpose = [KeyPurpose.couple, .couple, .couple, .coupleSeed, .personal][pick]
        let epochs: [Int64] = [.max, 1 << 20 - 1, -1, 0, 7]
        let key = SecretKey(random: RandomSource { forger.random.bytes($0) })
        let good = try forger.grant(key, purpose, epoch: epochs[pick], to: everybody)
        if purpose.isShared { try saw(good) }
        let broken = try KeyGrant(
            couple: forger.couple, purpose: purpose, epoch: epochs[pick], key: forger.random.value(), author: forger.partner,
            device: forger.card.id, sealed: good.sealed, signedWith: forger.keys.signing)
        return [.grant(good), .grant(broken)]
    }

    // MARK: Records

    private func farStamps(_ pick: Int, _ forger: Forger) throws -> [Write] {
        let ahead = [60, 86_400, Stamp.offeredSeconds, Stamp.farSeconds, Int64.max][pick]
        let time = server.clock.now.advanced(by: .seconds(ahead))
        let id = RoundNaming(seed: try forger.key(.coupleSeed)).record("schedule", "", of: nil)
        let schedule = """
            {"schedule":{"schedule":{"spans":[{"from":"2026-01-01","decks":["founding"],"depth":1,"cadence":"daily",\
            "isPaused":true}]}}}
            """
        let answer = try forgedAnswer(Self.prompts[pick % 3], byJoiner: forger, at: time)
        let records = [
            try forger.shared(schedule, id: id, owner: .couple, at: time, counter: .max),
            try forger.shared(nil, id: id, owner: .couple, at: time.advanced(by: .milliseconds(1))), answer?.record,
        ].compactMap { $0 }
        return [true, false].flatMap { offered in records.map { .record(RecordWrite(record: $0, offered: offered)) } }
    }

    private func squatter(_ prompt: PromptID, _ forger: Forger) throws -> [Write] {
        let id = RecordID.answer(of: try forger.round(prompt, latestNumber(prompt)), by: forger.other)
        let name = #"{"name":{"name":"Nobody"}}"#
        return try [RecordOwner.author, .couple].map {
            .record(RecordWrite(record: try forger.shared(name, id: id, owner: $0, at: server.clock.now)))
        }
    }

    private func openings(_ prompt: PromptID, _ forger: Forger) throws -> [Write] {
        guard let answer = try forgedAnswer(prompt, byJoiner: forger) else { return [] }
        let inTheirName = try Opening(
            couple: forger.couple, round: answer.opening.round, author: forger.other, device: forger.card.id,
            commitment: answer.opening.commitment, partnerCommitment: nil, wrapped: answer.opening.wrapped,
            signedWith: forger.keys.signing)
        return [.opening(answer.opening), .opening(inTheirName)]
    }

    private func rivalPair(_ prompt: PromptID, _ forger: Forger) throws -> [Write] {
        let round = try forger.round(prompt, latestNumber(prompt))
        guard let theirs = try revealed(round, by: forger.other, on: Self.joiner),
            let mine = try forgedAnswer(prompt, byJoiner: forger, at: theirs.record.header.stamp.time.advanced(by: .seconds(-1)))
        else { return [] }
        return [.pair(RevealedPair(mine: mine, theirs: theirs))]
    }

    func revealed(_ round: RoundID, by partner: PartnerID, on ref: DeviceRef) throws -> RevealedAnswer? {
        let held = try device(ref)?.home.read { try $0.record(.answer(of: round, by: partner)) }
        guard let held, held.phase == .revealed, let body = held.body, let opening = held.opening else { return nil }
        return RevealedAnswer(record: Record(header: held.header, signature: held.signature, body: body), opening: opening)
    }

    /// The latest round of a prompt, as far as the inviter's first device knows.
    func latestNumber(_ prompt: PromptID) throws -> Int {
        try device(DeviceRef(partner: 0, index: 0))?.client.show(prompt).rounds.last?.number ?? 1
    }

    /// An answer of the joiner's for the latest round, made by hand.
    func forgedAnswer(_ prompt: PromptID, byJoiner forger: Forger, at time: Instant? = nil) throws -> RevealedAnswer? {
        defer { nextText += 1 }
        model.texts[nextText] = TypedText(number: nextText, by: Self.joiner, prompt: prompt, step: stepNumber, floors: [:])
        return try forger.answer(
            prompt, latestNumber(prompt), text: TypedText.words(nextText), at: time ?? server.clock.now)
    }
}

// MARK: - On the wire
extension SimWorld {
    /// The keys of a device. `nil` if it belongs to no one, or to a partner without a partner.
    func forger(_ ref: DeviceRef) throws -> Forger? {
        guard let device = device(ref), let known = knowledge[ref], let membership = try device.membership,
            let other = membership.other
        else { return nil }
        return Forger(
            couple: membership.couple, partner: membership.partner, other: other, keys: known.keys, ring: known.ring,
            logs: try device.logs(of: [membership.partner, other]), random: SeededRandom(seed: seed()))
    }

    /// Signs in with someone's keys and sends. The server's replies don't matter, except that they mustn't reveal more than
    /// allowed.
    func send(_ writes: [Write], as forger: Forger, cursor: Cursor? = nil) throws {
        guard let token = try signIn(as: forger) else { return }
        let request = SyncRequest(cursor: cursor, furthest: cursor, offering: true, writes: writes)
        let reply = exchange(.sync, request, token: token)
        check(.soundness, reply.status < 500, "the server fails with \(reply.status)")
        watchServer()
        guard reply.status == 200 else { return }
        for change in try WireJSON.decode(SyncResponse.self, from: Data(reply.body)).changes {
            checkUnread(change, by: Self.joiner, other: forger.partner)
        }
    }

    private func signIn(as forger: Forger) throws -> Token? {
        let challenge = try WireJSON.decode(
            ChallengeResponse.self, from: Data(exchange(.challenge, ChallengeRequest(device: forger.card.id)).body)
        ).challenge
        let content = challenge.signedContent(couple: forger.couple, device: forger.card.id)
        let reply = exchange(
            .session,
            SessionRequest(
                device: forger.card.id, couple: forger.couple, challenge: challenge,
                signature: try Signature(signing: content, with: forger.keys.signing)))
        guard reply.status == 200 else { return nil }
        return try WireJSON.decode(SessionResponse.self, from: Data(reply.body)).token
    }

    private func exchange(_ route: Route, _ request: some Encodable, token: Token? = nil) -> TransportReply {
        server.process.exchange.answer(route, body: (try? WireJSON.encode(request)).map { Bytes($0) }, token: token)
    }
}
