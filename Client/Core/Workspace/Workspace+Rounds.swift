import Catalogue
import Models
import Vault

/// Which round is which.
extension Workspace {
    /// The draft of a prompt's round, alike on all devices of the partner.
    func draftID(_ prompt: String, _ number: Int) throws -> RecordID {
        try personalRecord("draft", "\(prompt)#\(number)")
    }

    func personalRecord(_ kind: String, _ subject: String) throws -> RecordID {
        guard let naming = identity.personalNaming else { throw VaultError.keyMissing }
        return naming.record(kind, subject, of: membership.partner)
    }

    /// The round's row, made if this is its first use. Nil without a partner, since nobody could name it alike.
    func roundRow(_ prompt: String, _ number: Int) throws -> RoundRow? {
        guard let naming = identity.coupleNaming else { return nil }
        let id = naming.round(prompt: prompt, number: number)
        if let row = try transaction.round(id) { return row }
        let row = RoundRow(id: id, prompt: prompt, number: number)
        try transaction.put(row)
        return row
    }

    /// The round's row, if there is one.
    func roundRow(ifThere prompt: String, _ number: Int) throws -> RoundRow? {
        try transaction.rounds(of: prompt).first { $0.number == number }
    }

    /// The number of the round that answering a prompt means: the latest that anybody has begun.
    func currentNumber(_ prompt: String) throws -> Int { try transaction.rounds(of: prompt).map(\.number).max() ?? 1 }

    func answerID(_ round: RoundID, by author: PartnerID? = nil) -> RecordID {
        .answer(of: round, by: author ?? membership.partner)
    }

    /// Names rounds that were sealed by another device and not known here: the first of any prompt, or the one after the latest.
    func nameUnknownRounds() throws {
        guard let naming = identity.coupleNaming else { return }
        var known: [RoundID: RoundRow] = [:]
        var latest: [String: Int] = [:]
        for row in try transaction.allRounds() {
            known[row.id] = row
            latest[row.prompt] = max(latest[row.prompt] ?? 0, row.number)
        }
        var unknown = Set(try transaction.sealOverview().map(\.round)).subtracting(known.keys)
        guard !unknown.isEmpty else { return }
        for prompt in try allPromptIDs() {
            // Several rounds of one prompt can be new at once, on a device that is new itself.
            var number = 1
            while !unknown.isEmpty {
                let id = naming.round(prompt: prompt, number: number)
                if unknown.remove(id) != nil {
                    try transaction.put(RoundRow(id: id, prompt: prompt, number: number))
                } else if number > latest[prompt] ?? 0 {
                    break
                }
                number += 1
            }
        }
        for round in unknown { try nameByWords(round, naming) }
    }

    /// An answer that can be read says what it answers: of a deck that was removed before this device saw it, say. It is believed where the
    /// round has the name that follows from it, and no name that nobody could have given it.
    private func nameByWords(_ round: RoundID, _ naming: RoundNaming) throws {
        for held in try transaction.records(of: round) {
            guard let answer = try? document(of: held)?.answer, PromptID(answer.prompt) != nil,
                Self.roundNumbers.contains(answer.number), naming.round(prompt: answer.prompt, number: answer.number) == round
            else { continue }
            return try transaction.put(RoundRow(id: round, prompt: answer.prompt, number: answer.number))
        }
    }

    /// A draft of another device's for a later round: that device has seen the round before it revealed.
    func nameDraftedRounds() throws {
        for case .draft(let draft) in try ownDocuments() where draft.number > 1 { _ = try roundRow(draft.prompt, draft.number) }
    }

    /// How far a round has come.
    func state(of round: RoundID) throws -> PromptState {
        let pair = try pair(of: round)
        // What a partner had not revealed went with them.
        let theirs = pair.theirs.flatMap { $0.phase == .revealed || membership.phase != .partnerLeft ? $0 : nil }
        var isSealedByMe = pair.mine.map { !$0.header.isDeleted } ?? false
        if pair.mine?.isFrozen != true, let entry = try transaction.outbox(for: answerID(round)).last,
            let intent = try intent(of: entry)
        {
            isSealedByMe = intent.document != nil
        }
        return PromptState(
            sealedByMe: isSealedByMe, sealedByThem: theirs?.isSealed ?? false,
            phases: (pair.mine?.phase, theirs?.phase),
            isTampered: pair.mine?.isTampered ?? false || pair.theirs?.isTampered ?? false)
    }
}

extension PromptState {
    /// - Parameter phases: of my version and theirs.
    init(sealedByMe: Bool, sealedByThem: Bool, phases: (SealPhase?, SealPhase?), isTampered: Bool) {
        if isTampered {
            self = .tampered
        } else if phases == (.revealed, .revealed) {
            self = .revealed
        } else {
            switch (sealedByMe, sealedByThem) {
            case (true, true): self = .sealedByBoth
            case (true, false): self = .sealedByMe
            case (false, true): self = .sealedByPartner
            case (false, false): self = .open
            }
        }
    }
}
