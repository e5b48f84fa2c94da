import Catalogue
import Models
import Vault

/// Applies the effects of a record's content, whether it's readable at once or only after its key arrives.
struct RecordEffects {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    /// Applies the effects of a record's content, whether it was readable at once or only later.
    func apply(_ document: Document?, of held: HeldRecord) throws {
        switch (held.header.visibility, document) {
        case (.sealed, _): try edit.roundNames.nameRound(of: held)
        case (.own, let document): try edit.roundNames.beginRound(ofDraft: document)
        case (.shared, .name(let document)?) where held.header.author == edit.membership.other:
            acceptPartnerName(document, from: held.header.version)
        case (.shared, .name?) where try held.header.id == home.personalRecord("name", ""): try acceptOwnName()
        case (.shared, let document?): try edit.roundNames.expectRounds(of: document, in: held.header.id)
        case (.shared, nil) where held.header.isDeleted: try returnAnswer(to: PromptDocument.id(of: held.header.id))
        case (.shared, nil): break
        }
    }

    /// A question was taken back: no one can answer it any more, so an answer that waits for the other becomes a draft again.
    private func returnAnswer(to prompt: PromptID) throws {
        guard let row = try home.roundRow(home.currentRound(prompt)), try home.state(of: row.id) == .sealedByMe else { return }
        try edit.answers.withdraw(row)
        try edit.notify(.takenBack(prompt: prompt))
    }

    /// Remembers which key a record is waiting for, if any.
    func awaitKey(of held: HeldRecord) throws {
        if let key = home.bodies.missingKey(of: held) { try edit.transaction.setAwaited(key, by: held.header.id) }
    }

    /// A key has arrived: reads the records that were waiting for it.
    func readWhatAwaited(_ key: KeyID) throws {
        for id in try edit.transaction.takeRecords(awaiting: key) {
            guard let held = try edit.transaction.record(id) else { continue }
            try edit.keepRead(held)
            try apply(try? home.bodies.document(of: held), of: held)
            try checkOpening(held)
        }
    }

    /// If several records state a name, the latest version counts, whatever order they arrive in.
    func acceptPartnerName(_ document: NameDocument, from version: Version) {
        if let known = edit.membership.partnerNameVersion, version < known { return }
        edit.identity.membership.partnerName = document.name
        edit.identity.membership.partnerNameVersion = version
    }

    /// Another of this partner's devices has changed their name. A name typed here and not sent yet is newer.
    private func acceptOwnName() throws {
        guard case .name(let document)? = try home.current(home.personalRecord("name", "")).document else { return }
        edit.identity.membership.name = document.statedName ?? edit.membership.name
        // A device with an older program has left out what the newer ones state.
        try edit.stateEditions()
    }

    /// For a record that another replaces under its id: on devices that saw the other first, the name in it never counted.
    func forgetName(saidBy held: HeldRecord) {
        guard edit.membership.partnerNameVersion == held.header.version else { return }
        edit.identity.membership.partnerName = nil
        edit.identity.membership.partnerNameVersion = nil
    }

    /// A round that hasn't been viewed yet will be shown along with everything said about it, so that isn't reported separately.
    func noteUnread(_ record: RecordID, _ round: RoundReference) throws {
        guard try home.roundRow(round)?.isLookedAt == true else { return }
        let others = try edit.transaction.unread().filter { $0 != record }
        try edit.transaction.setUnread((others + [record]).suffix(Self.most))
    }

    /// What a home fetches the first time was new once, elsewhere.
    func noteNews(_ record: RecordID) throws {
        guard try edit.transaction.syncState().hasCaughtUp == true else { return }
        let others = try edit.transaction.news().filter { $0 != record }
        try edit.transaction.setNews((others + [record]).suffix(Self.most))
    }

    /// The most unread records that are remembered.
    private static let most = 200

    /// Reports records from a newer version of the program, once for everything since this partner was last told.
    func noteNewer(_ prompt: PromptID?) throws {
        let isNoted = try edit.transaction.notices(unseenOnly: true).contains {
            if case .needsNewerVersion = $0.notice { true } else { false }
        }
        if !isNoted { try edit.notify(.needsNewerVersion(prompt: prompt)) }
    }

    /// The key to the partner's revealed answer has arrived: checks whether the signed opening fits.
    func checkOpening(_ held: HeldRecord) throws {
        guard held.phase == .revealed, held.header.author != edit.membership.partner, home.bodies.doesNotOpen(held) else { return }
        try markTampered(held, telling: .doesNotOpen(prompt: held.header.round.flatMap { try edit.transaction.round($0)?.prompt }))
    }

    private func markTampered(_ held: HeldRecord, telling notice: Notice) throws {
        var held = held
        guard !held.isTampered else { return }
        held.isTampered = true
        try edit.put(held)
        try edit.notify(notice)
    }
}
