import FoundationEssentials
import Models
import Vault
import Wire

/// Who the two are, and what this home has begun for its devices.
extension HomeSnapshot {
    /// What the partner likes to be called, as far as they have said, and as far as it can be taken for them.
    func partnerName() throws -> String? {
        try (membership.partnerName ?? foundPartnerName()?.name).flatMap { PartnerName.shown($0, besides: membership.name) }
    }

    /// The same, looked for in everything that both share: where this home has not kept it, or not from which record.
    func foundPartnerName() throws -> (name: String, version: Version)? { try membership.other.flatMap(foundName) }

    /// What a partner's records say that they like to be called. Of several the latest version counts, alike everywhere.
    func foundName(of author: PartnerID) throws -> (name: String, version: Version)? {
        var latest: (name: String, version: Version)?
        for held in try reader.records(of: .shared, saying: cipher.tag(.name)) where held.header.author == author {
            guard case .name(let document)? = try? bodies.document(of: held) else { continue }
            if let known = latest, held.header.version < known.version { continue }
            latest = (document.name, held.header.version)
        }
        return latest
    }

    /// Nil before there are two.
    var fingerprint: Fingerprint? {
        membership.other.map {
            membership.isInviter
                ? Fingerprint(inviter: membership.partner, joiner: $0) : Fingerprint(inviter: $0, joiner: membership.partner)
        }
    }

    /// False where a home of before took a server's word for such an end.
    var isPhaseSigned: Bool {
        switch membership.phase {
        case .removed: !identity.mine.state.isLive(membership.device)
        case .left: identity.mine.state.hasLeft
        case .waiting, .paired, .partnerLeft: true
        }
    }

    /// The invitation that can still be used for a minute at least, by the server's clock, which ends it.
    func openInvitation() throws -> PrintedCode? {
        let serverNow = now.advanced(byMilliseconds: -(try reader.syncState().clockAhead ?? 0))
        guard !identity.isPaired, let invitation = membership.invitation, invitation.expires > serverNow.advanced(bySeconds: 60),
            let code = try? cipher.open(invitation.code)
        else { return nil }
        return PrintedCode(text: String(decoding: code, as: UTF8.self), expires: invitation.expires)
    }

    func code(of invitation: OpenInvitation) throws -> PaperCode {
        try PaperCode(parsing: String(decoding: cipher.open(invitation.code), as: UTF8.self))
    }

    /// What is to end with the next sync.
    func removalWishes() throws -> [RemovalWish] {
        try reader.outbox(.unwritten, after: 0, limit: .max).compactMap { entry in
            guard case .removal(let device, let keeping)? = try intent(of: entry) else { return nil }
            return RemovalWish(sequence: entry.sequence, device: device, keeping: keeping.map(Set.init))
        }
    }

    /// Questions, decks and pledges that were written before there was anybody to share them with.
    func waitingForPartner() throws -> [(id: RecordID, intent: Intent)] {
        try pendingIntents().filter { _, intent in
            switch intent {
            case .put(.shared, _, .name, _): false
            case .put(.shared, _, _, _): true
            case .put, .delete, .seal, .withdraw, .removal: false
            }
        }
    }

    /// What was named by a key of somebody who was alone has another name in the couple.
    func nameAnew(_ intent: Intent) throws -> RecordID? {
        guard case .keptPledge(let kept)? = intent.document else { return nil }
        return try keptID(kept.pledge)
    }

    /// Whether an entry that was never sent could be stamped and encrypted now.
    func isSendable(_ entry: OutboxEntry) throws -> Bool {
        switch try intent(of: entry) {
        case .put(.own, _, _, _)?, .delete(.own, _, _)?: true
        case .put?, .delete?, .seal?, .withdraw?: identity.isPaired
        // Signed when everything has been fetched, at the end of an exchange.
        case .removal?, nil: false
        }
    }

    /// - Parameter body: says whether it wants more.
    func forEachPage(of part: OutboxPart, _ body: ([OutboxEntry]) throws -> Bool) throws {
        var last: Int64 = 0
        while true {
            let entries = try reader.outbox(part, after: last, limit: RequestBuilder.requestWrites)
            guard let end = entries.last?.sequence, try body(entries) else { return }
            last = end
        }
    }

    func stagedRivals() throws -> [HeldRecord] {
        try reader.values(under: ConflictingReveals.staged).map { try WireJSON.decode(HeldRecord.self, from: Data($0.value)) }
    }
}

/// A device that is to end with the next sync.
struct RemovalWish {
    /// Of the outbox entry that says so.
    let sequence: Int64
    let device: DeviceID
    /// What stays, whoever enlisted it. Nil: all but the device.
    let keeping: Set<DeviceID>?
}
