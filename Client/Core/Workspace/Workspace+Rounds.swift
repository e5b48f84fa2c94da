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
        try begin(row)
        return row
    }

    /// Why there are no rounds here.
    var withoutRounds: ClientError { identity.isPaired ? .waitsForOwnMachine : .noPartnerYet }

    /// The round's row, if there is one.
    func roundRow(ifThere prompt: String, _ number: Int) throws -> RoundRow? {
        try identity.coupleNaming.flatMap { try transaction.round($0.round(prompt: prompt, number: number)) }
    }

    /// The number of the round that answering a prompt means: the latest that anybody has begun.
    func currentNumber(_ prompt: String) throws -> Int { try transaction.rounds(of: prompt).map(\.number).max() ?? 1 }

    func answerID(_ round: RoundID, by author: PartnerID? = nil) -> RecordID {
        .answer(of: round, by: author ?? membership.partner)
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
