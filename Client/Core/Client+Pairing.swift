import FoundationEssentials
import Models
package import Vault
import Wire

/// Two partners become a couple.
extension Client {
    /// A code for the other partner; the same one as long as it's valid.
    ///
    /// - Throws: `alreadyPaired`; `noServer`, `unreachable`, `proxy`, `notTwofold` or `problem` if the server wasn't reached or refuses
    ///   it; `youHaveLeft`, `deviceRemoved`; `store`.
    package func invite() throws(ClientError) -> PrintedCode {
        let last = try syncBefore()
        if let open = try read({ try $0.openInvitation() }) { return open }
        let info = try serverInfo()
        let locator: Locator = try write { edit in
            guard !edit.identity.isPaired else { throw ClientError.alreadyPaired }
            try edit.home.requireActive()
            let code = try edit.newCode(.invitation)
            let content = InvitationContent(
                inviter: edit.membership.partner, tips: edit.identity.mine.tips, pin: edit.membership.server?.pin,
                name: edit.membership.name)
            let box = try code.keys.encryptBox(Bytes(WireJSON.encode(content)), random: random)
            edit.identity.membership.invitation = OpenInvitation(
                code: try self.seal(Bytes(code.text.utf8)), locator: code.keys.locator, box: box,
                expires: info.time.advanced(by: .seconds(info.limits.invitationSeconds)))
            try edit.outbox.enqueue(
                .box(
                    BoxWrite(
                        locator: code.keys.locator, kind: .invitation, device: nil, box: box, permit: code.keys.permit.hash)))
            return code.keys.locator
        }
        do throws(ClientError) {
            try syncThrough(after: last)
        } catch {
            try write { edit in
                if edit.membership.invitation?.locator == locator { edit.identity.membership.invitation = nil }
            }
            throw error
        }
        guard let open = try read({ try $0.openInvitation() }) else { throw .alreadyPaired }
        return open
    }

    /// Syncs once, and returns whether the other partner has joined.
    ///
    /// - Throws: why the sync stopped, such as `unreachable` or `proxy`; `store`.
    package func hasJoined() throws(ClientError) -> Bool {
        let report = try sync(budget: .seconds(5))
        if let stopped = report.stopped { throw stopped }
        return try read { $0.identity.isPaired }
    }

    /// Joins as the partner of whoever made the code. After a lost reply, another attempt resumes where it stopped.
    ///
    /// A home that was used alone keeps its drafts.
    ///
    /// - Throws: `wrongCodeKind`, `alreadyPaired`, `severalMachines`, `codeNotGenuine`; `unreachable`, `proxy`, `notTwofold` or `problem`
    ///   if the server wasn't reached or refuses it; `store`.
    package func join(_ code: PaperCode, name: String?, deviceName: String) throws(ClientError) {
        guard code.kind == .invitation else { throw .wrongCodeKind(code.kind) }
        var pending = try unfinishedJoin(code)
        if pending == nil { pending = try beginJoin(code, name: name) }
        guard let pending else { throw .notTwofold }
        do throws(ClientError) {
            _ = try ServerAPI(transport: connect(pending.membership.server ?? code.address(trust: .authority), nil)).answerBox(
                pending.request)
        } catch {
            // What it says of the code isn't enough to give a join up: if it knows the joiner, the answer arrived. Another code begins another join.
            guard case .problem = error, (try? isKnown(pending.membership)) == true else { throw error }
        }
        try finishJoin(pending, name: name, deviceName: deviceName)
    }

    private func beginJoin(_ code: PaperCode, name: String?) throws(ClientError) -> PendingJoin {
        // Someone who just joined and was interrupted is told that, rather than that the code was used.
        if try readStore({ try $0.membership()?.other }) != nil { throw .alreadyPaired }
        let reply = try readBox(code)
        guard let content = try? WireJSON.decode(InvitationContent.self, from: Data(code.keys.decryptBox(reply.box))) else {
            throw .codeNotGenuine
        }
        let inviter = try verifiedLog(reply.log, content)
        let server = code.address(trust: content.pin.map { .pin($0) } ?? .authority)
        return try writeStore { transaction in
            let pending = try self.pendingJoin(transaction, inviter, reply.box, code, server: server, name: name)
            try transaction.setUnfinished(self.seal(Bytes(WireJSON.encode(pending))))
            return pending
        }
    }

    private func verifiedLog(_ entries: [LogEntry], _ content: InvitationContent) throws(ClientError) -> DeviceLog {
        guard let log = try? DeviceLog(entries: entries), log.partner == content.inviter,
            content.tips.allSatisfy({ log.contains($0) })
        else { throw .codeNotGenuine }
        return log
    }

    /// The joiner's complete side, made once so that it can be sent again byte for byte.
    private func pendingJoin(
        _ transaction: any HomeReader, _ inviter: DeviceLog, _ box: Blob, _ code: PaperCode, server: ServerAddress,
        name: String?
    ) throws -> PendingJoin {
        var log: DeviceLog
        let keys: DeviceKeys
        let device: DeviceID
        if try transaction.membership() != nil {
            let identity = try self.identity(transaction)
            guard !identity.isPaired, identity.membership.phase == .waiting else { throw ClientError.alreadyPaired }
            guard identity.mine.state.liveMachines.count == 1 else { throw ClientError.severalMachines }
            guard identity.membership.partner != inviter.partner else { throw ClientError.problem(.ownInvitation) }
            (log, keys, device) = (identity.mine, identity.keys, identity.membership.device)
        } else {
            let founding = try Founding(random: random, now: now())
            (log, keys, device) = (try DeviceLog(first: founding.first), founding.keys, founding.device)
        }
        let pair = try LogEntry(
            previous: log.tips, action: .pair(partner: inviter.partner), device: device, time: now(), signedWith: keys.signing)
        try log.insert(pair)
        let couple = CoupleID(validated: inviter.partner.bytes)
        let grants = try [KeyPurpose.couple, .coupleSeed].flatMap { purpose in
            try KeyGrant.parts(
                of: SecretKey(random: random), for: purpose, epoch: 0, couple: couple, author: log.partner, by: keys,
                device: device,
                to: inviter.state.live + log.state.live)
        }
        let membership = Membership(
            phase: .paired, couple: couple, partner: log.partner, device: device, other: inviter.partner,
            secrets: try seal(keys.stored), server: server, registration: nil, reveal: .escrow, name: name)
        return PendingJoin(
            membership: membership, inviter: inviter.entries,
            request: BoxAnswerRequest(
                locator: code.keys.locator, log: log.entries, grants: grants,
                proof: code.keys.joinProof(box: box, joiner: log.partner), permit: code.keys.permit))
    }

    private func unfinishedJoin(_ code: PaperCode) throws(ClientError) -> PendingJoin? {
        guard let sealed = try readStore({ try $0.unfinished() }),
            let pending = try? WireJSON.decode(PendingJoin.self, from: Data(StoreCipher(key: storeKey).decrypt(sealed))),
            pending.request.locator == code.keys.locator
        else { return nil }
        return pending
    }

    private func finishJoin(_ pending: PendingJoin, name: String?, deviceName: String) throws(ClientError) {
        let isNew = try readStore { try $0.membership() } == nil
        let alone =
            try isNew ? [] : read { try $0.documents(.draft) + $0.documents(.skip) + $0.documents(.archive) }.map(\.document)
        let waiting = try isNew ? [] : read { try $0.waitingForPartner() }
        let former = try readStore { try $0.membership() }
        // One transaction: a home that ended between its two halves would have no keys of its own, and none of its text.
        try write { transaction in
            if let inviter = pending.membership.other, try transaction.entries(of: inviter).isEmpty {
                try transaction.setVerifiedPartner(inviter)
            }
            for entry in pending.request.log { try transaction.add(entry, of: pending.membership.partner) }
            for entry in pending.inviter {
                try transaction.add(
                    entry,
                    of: pending.inviter.isEmpty ? pending.membership.partner : PartnerID(validated: pending.inviter[0].hash.bytes))
            }
            for grant in pending.request.grants { try transaction.add(grant) }
            var membership = pending.membership
            membership.isFounded = true
            membership.name = name ?? former?.name
            membership.reveal = former?.reveal ?? membership.reveal
            try transaction.set(membership)
            try transaction.set(SyncState())
            try transaction.setUnfinished(nil)
            for entry in try transaction.outbox() { try transaction.removeOutbox(entry.sequence) }
        } _: { edit in
            _ = edit.identity.chooseSeeds()
            try edit.takeOverDocuments(alone)
            for (id, intent) in waiting { try edit.outbox.enqueue(intent, for: edit.home.nameAnew(intent) ?? id) }
            // Codes made before refer to another couple.
            for paper in edit.identity.mine.state.live where paper.kind != .machine {
                try edit.deviceLog.append(.remove(device: paper.id, standing: []))
            }
            try edit.keyring.renewKeys()
            try edit.introduce(name: edit.membership.name, deviceName: deviceName, isBeginning: true)
        }
    }
}

extension HomeEdit {
    func newCode(_ kind: CodeKind) throws -> PaperCode {
        guard let server = membership.server else { throw ClientError.noServer }
        return PaperCode(
            kind: kind, host: server.host, port: server.port, path: server.path, isPlain: !server.isSecure,
            isPinned: server.pin != nil, random: random)
    }

    /// Moves what a partner wrote alone into the couple they joined: grants the personal keys there, and writes the records again.
    func takeOverDocuments(_ documents: [Document]) throws {
        for purpose in [KeyPurpose.personalSeed, .personal] {
            guard let key = purpose == .personalSeed ? identity.seed(purpose) : identity.newest(purpose) else {
                _ = try keyring.writingKey(purpose)
                continue
            }
            let epoch = identity.ring.entries[key.id]?.epoch ?? 0
            try keyring.grant(key, for: purpose, epoch: epoch, to: identity.entitled(to: purpose))
        }
        for document in documents {
            switch document {
            case .draft(let draft):
                try outbox.enqueue(
                    .put(visibility: .own, owner: .author, document: document, edits: nil), for: home.draftID(draft.reference)
                )
            case .skip(let skip):
                try outbox.enqueue(
                    .put(visibility: .own, owner: .author, document: document, edits: nil),
                    for: home.personalRecord("skip", "\(skip.prompt)")
                )
            case .archive(let archive):
                try outbox.enqueue(
                    .put(visibility: .own, owner: .author, document: document, edits: nil), for: home.archiveID(archive))
            default: break
            }
        }
    }
}
