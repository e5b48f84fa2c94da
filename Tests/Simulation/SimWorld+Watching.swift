import ClientCore
import FoundationEssentials
import Models
import ServerCore
import Support
import Vault
import Wire

/// What is seen on the network.
extension SimWorld: Watcher {
    func sent(_ request: SentRequest) {
        do {
            switch request.route {
            case .sync:
                guard let body = request.sync, let device = device(request.by) else { return }
                // A key may come after what is written under it in the same request.
                for case .grant(let grant) in body.writes { try saw(grant) }
                for write in body.writes { try saw(write, by: device) }
            case .answerBox:
                guard let body: BoxAnswerRequest = decode(request.body) else { return }
                for grant in body.grants { try saw(grant) }
            case .challenge, .session, .readBox, .openAPI, .server, .health, .ready: break
            }
        } catch VaultError.keyMissing where model.hasForgottenRemoval {
            // docs/security.md, L13: a device that the removed one has ended is given no keys, and goes on under its own.
        } catch {
            check(.soundness, false, "a request of \(request.by) cannot be read: \(error)")
        }
    }

    func answered(_ reply: TransportReply, to request: SentRequest) {
        check(.soundness, reply.status != 500 || request.mayFail, "\(request.route) of \(request.by): \(reply.status)")
        request.response = request.route == .sync && reply.status == 200 ? decode(reply.body) : nil
        guard let body = request.sync, let response = request.response else { return }
        for (write, outcome) in zip(body.writes, response.outcomes) {
            guard case .record(let write) = write, outcome == .applied || outcome == .superseded else { continue }
            let header = write.record.header
            let digest = header.digest
            if model.taken[header.id]?.contains(digest) != true { model.taken[header.id, default: []].append(digest) }
        }
        watchServer()
        guard let other = couplePartner(of: request.by) else { return }
        for change in response.changes { checkUnread(change, by: request.by, other: other) }
    }

    func received(_ reply: TransportReply, of request: SentRequest) {
        guard request.route == .sync else { return }
        if plan.isPaired { shapes[request.by, default: []].append(names.shape(of: request.response, status: reply.status)) }
        guard let body = request.sync, let response = request.response else { return }
        for (write, outcome) in zip(body.writes, response.outcomes) {
            guard case .record(let write) = write, write.record.header.visibility == .sealed else { continue }
            acknowledged(write.record.header, outcome, by: request.by)
        }
    }

    func repeated(_ request: SentRequest, hasChanged: Bool) {
        check(.repeatable, !hasChanged, "\(request.route) of \(request.by) changed the server when it arrived a second time")
    }

    // MARK: What was sent

    private func saw(_ write: Write, by device: SimDevice) throws {
        switch write {
        case .record(let write): try saw(write, by: device)
        case .opening(let opening): checkOpening(opening, by: device)
        case .entry(let write): try saw(write.entry, by: device)
        case .grant, .pair, .box: break
        }
    }

    private func saw(_ entry: LogEntry, by remover: SimDevice) throws {
        guard case .remove(let device, let standing) = entry.action else { return }
        for taken in model.taken.values {
            let taken = taken.compactMap { model.versions[$0] }
            let greatest = taken.max { $0.version < $1.version }
            for version in taken where version.digest == greatest?.digest || model.everFrozen.contains(version.digest) {
                guard version.device == device, !standing.contains(version.digest) else { continue }
                // What the partner hasn't seen isn't named; a device that holds it writes it again.
                let isHeld = try remover.home.read { try $0.record(version.record) }?.header.digest == version.digest
                let isUnseen = version.visibility == .own || version.visibility == .sealed && version.isDeleted
                if !(isUnseen && isHeld) { model.hasUnknownWords = true }
            }
        }
    }

    func saw(_ grant: KeyGrant) throws {
        let digest = grant.digest
        guard model.grantDigests.insert(digest).inserted else { return }
        model.grants.append((grant, digest))
        if !grant.purpose.isShared {
            let recipients = Set(grant.sealed.map(\.recipient))
            for (ref, known) in knowledge where recipients.contains(known.device) {
                let isOwn = try devices[ref]?.membership?.partner == grant.author || plan.hasHostileJoiner && ref.partner == 0
                check(.unreadBefore, isOwn, "\(ref) was given a key that is its partner's alone")
            }
        }
        for known in refs.compactMap({ knowledge[$0] }) + model.endedPapers {
            do {
                try known.learn(grant, digest: digest)
            } catch VaultError.notAuthentic where plan.hasHostileJoiner {
                // A modified client seals what can't be opened, and its own home offers that again.
            }
        }
    }

    private func saw(_ write: RecordWrite, by device: SimDevice) throws {
        let isHostile = plan.hasHostileJoiner && device.ref.partner == 1
        if isHostile { model.sentByJoiner.append(write) }
        let header = write.record.header
        let digest = header.digest
        guard model.versions[digest] == nil else {
            if let opening = write.opening, model.versions[digest]?.isEscrow == false { checkOpening(opening, by: device) }
            return
        }
        if write.offered { return }
        let text = try text(in: write.record, of: device)
        model.versions[digest] = SentVersion(
            digest: digest, record: header.id, visibility: header.visibility, version: header.version, by: device.ref,
            author: header.author,
            device: header.device, isDeleted: header.isDeleted, round: header.round, commitment: header.commitment, text: text,
            isEscrow: write.opening != nil)
        if let commitment = header.commitment { model.digestOfCommitment[commitment] = digest }
        if let text, let floor = model.texts[text]?.floors[header.id] {
            check(.editsWin, header.version > floor, "text \(text) of \(device.ref) was sent below the words that it replaces")
        }
        if !isHostile { try checkKeys(of: write, digest, by: device) }
    }

    /// The number of the text in a record of a device's own.
    private func text(in record: Record, of device: SimDevice) throws -> Int? {
        guard !record.header.isDeleted, let known = knowledge[device.ref] else { return nil }
        let opener = RecordDecryptor(ring: known.ring)
        let plaintext =
            record.header.visibility == .sealed
            ? try opener.decryptOwnAnswer(record) : try opener.decrypt(header: record.header, body: record.body)
        return TypedText.number(in: plaintext)
    }

    // MARK: Secrets

    /// One key per version, and none that a removed device has.
    private func checkKeys(of write: RecordWrite, _ digest: VersionDigest, by device: SimDevice) throws {
        let header = write.record.header
        var used = [header.key, write.record.ownKey?.key, write.opening?.wrapped.key].compactMap { $0 }
        if let known = knowledge[device.ref], header.visibility == .sealed, !header.isDeleted {
            let key = try RecordDecryptor(ring: known.ring).contentKey(ofOwn: write.record)
            let former = model.contentKeys.updateValue(digest, forKey: key.id)
            check(.oneContentKey, former == nil || former == digest, "two versions by \(device.ref) have one content key")
            used.append(key.id)
        }
        let personal = Set([header.visibility == .own ? header.key : nil, write.record.ownKey?.key].compactMap { $0 })
        for (ref, known) in knowledge where ref.partner != device.ref.partner {
            check(
                .unreadBefore, known.keyIDs.isDisjoint(with: personal),
                "\(ref) holds a key that is for \(device.ref)'s partner alone")
        }
        guard let membership = try device.membership else { return }
        let partners = [membership.partner, try homeMembership(of: device)?.other].compactMap { $0 }
        let removed = try device.logs(of: partners).reduce(into: Set<DeviceID>()) { $0.formUnion($1.state.removed) }
        for known in knowledge.values.map({ $0 }) + model.endedPapers where removed.contains(known.device) {
            for key in used {
                check(
                    .removedForGood, !known.keyIDs.contains(key),
                    "\(device.ref) wrote under a key that a device holds of whose removal it knows")
            }
        }
    }

    private func homeMembership(of device: SimDevice) throws -> Membership? {
        device.forgetMembership()
        return try device.membership
    }

    /// In handshake mode, an opening exists only after its version was frozen, and never for a withdrawn one.
    private func checkOpening(_ opening: Opening, by device: SimDevice) {
        guard !plan.hasHostileJoiner || device.ref.partner == 0, let digest = model.digestOfCommitment[opening.commitment],
            let version = model.versions[digest], !version.isEscrow
        else {
            return
        }
        check(
            .unreadBefore, model.everFrozen.contains(digest), "\(device.ref) opened text \(version.text ?? 0) before it was frozen")
        // docs/security.md, L9.
        let mayNotKnow =
            model.retired[digest] != device.ref
            && (model.frozenUnnoticed.contains(digest) || (try? server.isSilentlyBack(opening.couple)) == true)
        check(
            .unreadBefore, model.retired[digest] == nil || model.released.contains(opening.round) || mayNotKnow,
            "\(device.ref) opened text \(version.text ?? 0), which its author had taken back")
        if let given = opening.partnerCommitment {
            model.openedFor[.answer(of: opening.round, by: opening.author), default: []].insert(given)
        }
        check(.unreadBefore, opening.partnerCommitment != nil, "\(device.ref)'s opening does not say what it was given for")
    }

    private func couplePartner(of ref: DeviceRef) -> PartnerID? { (try? device(ref)?.membership)?.flatMap { $0 }?.partner }

    /// What a reply reveals about the other partner's answers.
    func checkUnread(_ change: Change, by ref: DeviceRef, other mine: PartnerID) {
        guard case .record(let record) = change, record.header.visibility == .sealed, record.header.author != mine else { return }
        check(.unreadBefore, record.ownKey == nil, "\(ref) was sent the author's own key of an answer")
        guard record.body?.isEmpty == false || record.opening != nil else { return }
        check(.unreadBefore, model.everRevealed.contains(record.header.digest), "\(ref) was sent an answer that is not revealed")
    }

    private func acknowledged(_ header: RecordHeader, _ outcome: Outcome, by ref: DeviceRef) {
        let digest = header.digest
        switch outcome {
        case .applied:
            for former in model.taken[header.id] ?? [] where former != digest {
                guard let version = model.versions[former], version.version < header.version, !model.everFrozen.contains(former)
                else {
                    continue
                }
                model.retired[former] = ref
            }
        case .locked:
            let text = model.versions[digest]?.text
            if text == nil || text != (try? frozenText(of: header)) { model.lockedWithReason[ref, default: 0] += 1 }
        case .superseded, .refused: break
        }
    }

    /// The number of the text that the server has frozen as an answer.
    private func frozenText(of header: RecordHeader) throws -> Int? {
        let rows = try server.data.read { reader in
            try [RecordScope.inviter, .joiner].flatMap { try reader.records(in: $0, of: header.couple) }
        }
        return rows.first { $0.header.id == header.id && $0.isFrozen }.flatMap { model.versions[$0.header.digest]?.text }
    }

    private func decode<Value: Decodable>(_ body: Bytes?) -> Value? {
        body.flatMap { try? WireJSON.decode(Value.self, from: Data($0)) }
    }
}
