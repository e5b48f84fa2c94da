import FoundationEssentials
import Models
package import Vault
import Wire

/// Two partners become a couple.
extension Client {
    /// A code for the other partner; the same one as long as it is open.
    ///
    /// - Throws: `alreadyPaired`, or why the server could not take it.
    package func invite() throws -> PrintedCode {
        let last = try syncBefore()
        if let open = try look({ try $0.openInvitation() }) { return open }
        let info = try serverInfo()
        let locator: Locator = try change { work in
            guard !work.identity.isPaired else { throw ClientError.alreadyPaired }
            try work.checkInLife()
            let code = try work.newCode(.invitation)
            let content = InvitationContent(
                inviter: work.membership.partner, tips: work.identity.mine.tips, pin: work.membership.server?.pin,
                name: work.membership.name)
            let box = try code.keys.sealBox(Bytes(WireJSON.encode(content)), random: random)
            work.identity.membership.invitation = OpenInvitation(
                code: try self.seal(Bytes(code.text.utf8)), locator: code.keys.locator, box: box,
                expires: info.time.advanced(bySeconds: info.limits.invitationSeconds))
            try work.enqueue(
                .box(
                    BoxWrite(
                        locator: code.keys.locator, kind: .invitation, device: nil, box: box, permit: code.keys.permit.hash)))
            return code.keys.locator
        }
        do {
            try syncThrough(after: last)
        } catch {
            try change { work in
                if work.membership.invitation?.locator == locator { work.identity.membership.invitation = nil }
            }
            throw error
        }
        guard let open = try look({ try $0.openInvitation() }) else { throw ClientError.alreadyPaired }
        return open
    }

    /// Syncs once, and says whether the other partner is there.
    package func hasJoined() throws -> Bool {
        let report = try sync(budget: 5)
        if let stopped = report.stopped { throw stopped }
        return try look { $0.identity.isPaired }
    }

    /// Becomes the other partner of whoever made the code. Tried again after a lost reply, it goes on where it was.
    ///
    /// A home that was used alone keeps its drafts.
    package func join(_ code: PaperCode, name: String?, deviceName: String) throws {
        guard code.kind == .invitation else { throw ClientError.wrongCodeKind(code.kind) }
        var pending = try unfinishedJoin(code)
        if pending == nil { pending = try beginJoin(code, name: name) }
        guard let pending else { throw ClientError.notTwofold }
        do throws(ClientError) {
            _ = try ServerAPI(transport: connect(pending.membership.server ?? code.address(trust: .authority), nil)).answerBox(
                pending.request)
        } catch {
            if case .problem = error { try store.write { try $0.setUnfinished(nil) } }
            throw error
        }
        try finishJoin(pending, name: name, deviceName: deviceName)
    }

    private func beginJoin(_ code: PaperCode, name: String?) throws -> PendingJoin {
        let reply = try readBox(code)
        guard let content = try? WireJSON.decode(InvitationContent.self, from: Data(code.keys.openBox(reply.box))) else {
            throw ClientError.codeNotGenuine
        }
        let inviter = try verifiedLog(reply.log, content)
        let server = code.address(trust: content.pin.map { .pin($0) } ?? .authority)
        let pending = try store.write { transaction -> PendingJoin in
            let pending = try self.pendingJoin(transaction, inviter, reply.box, code, server: server, name: name)
            try transaction.setUnfinished(self.seal(Bytes(WireJSON.encode(pending))))
            return pending
        }
        return pending
    }

    private func verifiedLog(_ entries: [LogEntry], _ content: InvitationContent) throws -> DeviceLog {
        guard let log = try? DeviceLog(entries: entries), log.partner == content.inviter,
            content.tips.allSatisfy({ log.contains($0) })
        else { throw ClientError.codeNotGenuine }
        return log
    }

    /// Everything that the joiner's side consists of, made once, so that it can be sent again word for word.
    private func pendingJoin(
        _ transaction: any HomeTransaction, _ inviter: DeviceLog, _ box: Blob, _ code: PaperCode, server: ServerAddress,
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

    private func unfinishedJoin(_ code: PaperCode) throws -> PendingJoin? {
        guard let sealed = try store.read({ try $0.unfinished() }),
            let pending = try? WireJSON.decode(PendingJoin.self, from: Data(StoreCipher(key: storeKey).open(sealed))),
            pending.request.locator == code.keys.locator
        else { return nil }
        return pending
    }

    private func finishJoin(_ pending: PendingJoin, name: String?, deviceName: String) throws {
        let isNew = try store.read { try $0.membership() } == nil
        let alone = try isNew ? [] : look { try $0.ownDocuments() }
        let waiting = try isNew ? [] : look { try $0.waitingForPartner() }
        let formerName = try store.read { try $0.membership()?.name }
        try store.write { transaction in
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
            membership.name = name ?? formerName
            try transaction.set(membership)
            try transaction.set(SyncState())
            try transaction.setUnfinished(nil)
            for entry in try transaction.outbox() { try transaction.removeOutbox(entry.sequence) }
        }
        try change { work in
            _ = work.identity.chooseSeeds()
            try work.takeOver(alone)
            for (id, intent) in waiting { try work.enqueue(intent, for: work.nameAnew(intent) ?? id) }
            // Codes made before tell of another couple.
            for paper in work.identity.mine.state.live where paper.kind != .machine {
                try work.append(.remove(device: paper.id, standing: []))
            }
            try work.renewKeys()
            try work.introduce(name: work.membership.name, deviceName: deviceName)
        }
    }
}

extension Workspace {
    /// The invitation that can still be used for a minute at least, by the server's clock, which ends it.
    func openInvitation() throws -> PrintedCode? {
        let serverNow = now.advanced(byMilliseconds: -(try transaction.syncState().clockAhead ?? 0))
        guard !identity.isPaired, let invitation = membership.invitation, invitation.expires > serverNow.advanced(bySeconds: 60),
            let code = try? cipher.open(invitation.code)
        else { return nil }
        return PrintedCode(text: String(decoding: code, as: UTF8.self), expires: invitation.expires)
    }

    func newCode(_ kind: CodeKind) throws -> PaperCode {
        guard let server = membership.server else { throw ClientError.noServer }
        return PaperCode(
            kind: kind, host: server.host, port: server.port, isPlain: !server.isSecure, isPinned: server.pin != nil, random: random
        )
    }

    /// Questions, decks and pledges that were written before there was anybody to share them with.
    fileprivate func waitingForPartner() throws -> [(id: RecordID, intent: Intent)] {
        try pendingIntents().filter { _, intent in
            switch intent {
            case .put(.shared, _, .name, _): false
            case .put(.shared, _, _, _): true
            case .put, .delete, .seal, .withdraw, .removal: false
            }
        }
    }

    /// What was named by a key of somebody who was alone has another name in the couple.
    fileprivate func nameAnew(_ intent: Intent) throws -> RecordID? {
        guard case .keptPledge(let kept)? = intent.document else { return nil }
        return try keptID(kept.pledge)
    }

    /// Brings what a partner wrote alone into the couple they joined: the personal keys are granted there, the records written anew.
    fileprivate func takeOver(_ documents: [Document]) throws {
        for purpose in [KeyPurpose.personalSeed, .personal] {
            guard let key = purpose == .personalSeed ? identity.seed(purpose) : identity.newest(purpose) else {
                _ = try writingKey(purpose)
                continue
            }
            let epoch = identity.ring.entries[key.id]?.epoch ?? 0
            try grant(key, for: purpose, epoch: epoch, to: identity.entitled(to: purpose))
        }
        for document in documents {
            switch document {
            case .draft(let draft):
                try enqueue(
                    .put(class: .own, owner: .author, document: document, edits: nil), for: draftID(draft.prompt, draft.number))
            case .skip(let skip):
                try enqueue(
                    .put(class: .own, owner: .author, document: document, edits: nil), for: personalRecord("skip", skip.prompt))
            case .archive(let archive):
                try enqueue(.put(class: .own, owner: .author, document: document, edits: nil), for: archiveID(archive))
            default: break
            }
        }
    }
}
