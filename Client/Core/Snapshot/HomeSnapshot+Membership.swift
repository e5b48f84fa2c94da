import Catalogue
import FoundationEssentials
import Models
import Vault
import Wire

/// The two partners, and the changes this home has started for its devices.
extension HomeSnapshot {
    /// The name the partner goes by, if they have stated one and it can stand for them.
    func partnerName() throws -> String? {
        try (membership.partnerName ?? foundPartnerName()?.said.name).flatMap { PartnerName.shown($0, besides: membership.name) }
    }

    /// The same, searched for in all shared records: for homes that haven't stored it, or not which record it came from.
    func foundPartnerName() throws -> (said: NameDocument, version: Version)? { try membership.other.flatMap(foundName) }

    /// The name a partner states in their records. If there are several, the latest version counts, on every device alike.
    func foundName(of author: PartnerID) throws -> (said: NameDocument, version: Version)? {
        var latest: (said: NameDocument, version: Version)?
        for held in try reader.records(of: .shared, saying: cipher.tag(.name)) where held.header.author == author {
            guard case .name(let document)? = try? bodies.document(of: held) else { continue }
            if let known = latest, held.header.version < known.version { continue }
            latest = (document, held.header.version)
        }
        return latest
    }

    /// From which days on this couple is asked from each edition of the built-in decks.
    func editions() throws -> Editions { try remembered(\.editions, readEditions) }

    private func readEditions() throws -> Editions {
        guard let other = membership.other else { return .all }
        let mine = try ownName()?.known ?? [:]
        if let theirs = try foundName(of: other)?.said.known { return Editions(common: [mine, theirs]) }
        // Nothing has come from them yet. In a couple that has just begun, that's a matter of the first sync.
        return mine.values.allSatisfy { $0 == Schedule.firstDay } ? Editions(common: [mine]) : .first
    }

    /// What this partner says of themselves, sent or not.
    func ownName() throws -> NameDocument? {
        guard identity.personalNaming != nil else { return try foundName(of: membership.partner)?.said }
        if case .name(let said)? = try current(personalRecord("name", "")).document { return said }
        return nil
    }

    /// `nil` before there are two partners.
    var fingerprint: Fingerprint? {
        membership.other.map {
            membership.isInviter
                ? Fingerprint(inviter: membership.partner, joiner: $0) : Fingerprint(inviter: $0, joiner: membership.partner)
        }
    }

    /// The live kits of this partner's, without one that no one has been shown.
    var kits: [DeviceCard] { identity.mine.state.live.filter { $0.kind == .kit && $0.id != membership.unshownKit } }

    /// `false` if a home from an older version took a server's word that the partnership ended.
    var isPhaseSigned: Bool {
        switch membership.phase {
        case .removed: !identity.mine.state.isLive(membership.device)
        case .left: identity.mine.state.hasLeft
        case .waiting, .paired, .partnerLeft: true
        }
    }

    /// The invitation, if it's valid for at least another minute by the server's clock, which ends it.
    func openInvitation() throws -> PrintedCode? {
        let serverNow = now.advanced(by: .zero - (try reader.syncState().clockLead ?? .zero))
        guard !identity.isPaired, let invitation = membership.invitation, invitation.expires > serverNow.advanced(by: .seconds(60)),
            let code = try? cipher.decrypt(invitation.code)
        else { return nil }
        return PrintedCode(text: String(decoding: code, as: UTF8.self), expires: invitation.expires)
    }

    func code(of invitation: OpenInvitation) throws -> PaperCode {
        try PaperCode(parsing: String(decoding: cipher.decrypt(invitation.code), as: UTF8.self))
    }

    /// Removals to be signed during the next sync.
    func removalWishes() throws -> [RemovalWish] {
        try reader.outbox(.unwritten, after: 0, limit: .max).compactMap { entry in
            guard case .removal(let device, let keeping)? = try intent(of: entry) else { return nil }
            return RemovalWish(sequence: entry.sequence, device: device, keeping: keeping.map(Set.init))
        }
    }

    /// Devices whose removal was asked for here and hasn't reached the server.
    func ending() throws -> Set<DeviceID> {
        let signed = try reader.outbox(.plain, after: 0, limit: .max).compactMap { entry in
            if case .entry(let write)? = entry.write { write.entry.action.removed } else { DeviceID?.none }
        }
        return Set(try removalWishes().map(\.device) + signed)
    }

    /// Questions, decks and pledges that were written before there was anyone to share them with.
    func waitingForPartner() throws -> [(id: RecordID, intent: Intent)] {
        try pendingIntents().filter { _, intent in
            switch intent {
            case .put(.shared, _, .name, _): false
            case .put(.shared, _, _, _): true
            case .put, .delete, .seal, .withdraw, .removal: false
            }
        }
    }

    /// The new id of a record whose id was derived from the key of a partner who was alone; the couple derives another.
    func nameAnew(_ intent: Intent) throws -> RecordID? {
        guard case .keptPledge(let kept)? = intent.document else { return nil }
        return try keptID(kept.pledge)
    }

    /// Whether an entry that was never sent could be stamped and encrypted now.
    func isSendable(_ entry: OutboxEntry) throws -> Bool {
        switch try intent(of: entry) {
        case .put(.own, _, _, _)?, .delete(.own, _, _)?: true
        case .put?, .delete?, .seal?, .withdraw?: identity.isPaired
        // Signed at the end of an exchange, once everything has been fetched.
        case .removal?, nil: false
        }
    }

    /// - Parameter body: returns whether it wants another page.
    func forEachPage(of part: OutboxPart, _ body: ([OutboxEntry]) throws -> Bool) throws {
        var last: Int64 = 0
        while true {
            let entries = try reader.outbox(part, after: last, limit: RequestBuilder.requestWrites)
            guard let end = entries.last?.sequence, try body(entries) else { return }
            last = end
        }
    }

    func stagedHalves() throws -> [HeldRecord] {
        try reader.values(under: ConflictingReveals.staged).map { try WireJSON.decode(HeldRecord.self, from: Data($0.value)) }
    }
}

/// A device to be removed during the next sync.
struct RemovalWish {
    /// The sequence number of the outbox entry that requests it.
    let sequence: Int64
    let device: DeviceID
    /// Devices that stay, no matter which device enlisted them. `nil`: every device but this one stays.
    let keeping: Set<DeviceID>?
}
