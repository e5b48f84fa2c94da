import Models
import Vault

/// What a record says has its effects here, whether it can be read at once or only once its key has come.
struct RecordEffects {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    /// What a record says has its effects here, whether it can be read at once or only later.
    func takeIn(_ document: Document?, of held: HeldRecord) throws {
        switch (held.header.class, document) {
        case (.sealed, _): try edit.roundNames.nameRound(of: held)
        case (.own, let document): try edit.roundNames.beginRound(ofDraft: document)
        case (.shared, .name(let document)?) where held.header.author == edit.membership.other:
            takePartnerName(document, from: held.header.version)
        case (.shared, .name?) where try held.header.id == home.personalRecord("name", ""): try takeInOwnName()
        case (.shared, let document?): try edit.roundNames.expectRounds(of: document, in: held.header.id)
        case (.shared, nil): break
        }
    }

    /// Remembers which key a record waits for, if it waits for one.
    func awaitKey(of held: HeldRecord) throws {
        if let key = home.bodies.missingKey(of: held) { try edit.transaction.setAwaited(key, by: held.header.id) }
    }

    /// A key has come: what waited for it can be read now.
    func readWhatAwaited(_ key: KeyID) throws {
        for id in try edit.transaction.takeRecords(awaiting: key) {
            guard let held = try edit.transaction.record(id) else { continue }
            try edit.keepRead(held)
            try takeIn(try? home.bodies.document(of: held), of: held)
            try checkOpening(held)
        }
    }

    /// Of several records with a name the latest version counts, in whatever order they come.
    func takePartnerName(_ document: NameDocument, from version: Version) {
        if let known = edit.membership.partnerNameVersion, version < known { return }
        edit.identity.membership.partnerName = document.name
        edit.identity.membership.partnerNameVersion = version
    }

    /// Another machine of this partner's has renamed them. What was typed here, and isn't sent yet, is newer.
    private func takeInOwnName() throws {
        guard case .name(let document)? = try home.current(home.personalRecord("name", "")).document else { return }
        edit.identity.membership.name = document.name
    }

    /// For a record that gives way to another under its id: on machines that saw the other first, what it said never counted.
    func forgetName(saidBy held: HeldRecord) {
        guard edit.membership.partnerNameVersion == held.header.version else { return }
        edit.identity.membership.partnerName = nil
        edit.identity.membership.partnerNameVersion = nil
    }

    /// A round that was not looked at yet is to be read with all that was said of it: that is not told of besides.
    func noteUnheard(_ record: RecordID, _ round: RoundReference) throws {
        guard try home.roundRow(round.prompt, round.round)?.isLookedAt == true else { return }
        let others = try edit.transaction.unheard().filter { $0 != record }
        try edit.transaction.setUnheard((others + [record]).suffix(Self.most))
    }

    /// The most that is kept in mind.
    private static let most = 200

    /// Tells of what a newer version wrote, once for all that came since this partner was last told.
    func noteNewer(_ prompt: String?) throws {
        let isNoted = try edit.transaction.notices(unseenOnly: true).contains {
            if case .needsNewerVersion = $0.notice { true } else { false }
        }
        if !isNoted { try edit.notify(.needsNewerVersion(prompt: prompt)) }
    }

    /// The key to the partner's revealed answer has come, and shows what was signed to open it.
    func checkOpening(_ held: HeldRecord) throws {
        guard held.phase == .revealed, held.header.author != edit.membership.partner, home.bodies.doesNotOpen(held) else { return }
        try markTampered(held, telling: .doesNotOpen(prompt: held.header.round.flatMap { try edit.transaction.round($0)?.prompt }))
    }

    private func markTampered(_ held: HeldRecord, _ prompt: String?) throws {
        try markTampered(held, telling: .notBelieved(what: "answer", prompt: prompt))
    }

    private func markTampered(_ held: HeldRecord, telling notice: Notice) throws {
        var held = held
        guard !held.isTampered else { return }
        held.isTampered = true
        try edit.put(held)
        try edit.notify(notice)
    }
}
