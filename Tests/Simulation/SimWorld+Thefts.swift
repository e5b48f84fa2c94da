import Catalogue
import ClientCore
import Models
import ServerCore
import Support
import Vault
import Wire

/// A removed device of the inviter's that goes on signing.
extension SimWorld {
    func commit(_ theft: Deed.Theft, byPartner: Bool) throws {
        guard let ref = model.removed.keys.filter({ $0.partner == 0 }).min(), let thief = try forger(ref),
            let carrier = byPartner ? try forger(Self.joiner) : thief
        else { return }
        if try isEnded(thief.card.id, for: thief) {
            model.hasTakenRemoval = true
        } else {
            guard model.hasTakenRemoval else { return }
            // docs/security.md, L13: a server that forgot the removal treats the device as live.
            model.hasForgottenRemoval = true
        }
        switch theft {
        case .words(let prompt): try commitWords(Self.prompts[prompt], thief, carrier)
        case .removals:
            let others = thief.logs.first?.state.live.filter { $0.id != thief.card.id } ?? []
            try carry(others.map { try thief.entry(.remove(device: $0.id, standing: []), at: time.now) }, of: thief, by: carrier)
        case .machine(let prompt): try commitMachine(Self.prompts[prompt], thief, carrier)
        case .leave: try carry([thief.entry(.leave, at: time.now)], of: thief, by: carrier)
        case .pair: try carry([thief.entry(.pair(partner: thief.random.value()), at: time.now)], of: thief, by: carrier)
        case .records(let prompt): try commitRecords(Self.prompts[prompt], thief, carrier)
        }
    }

    /// Whether the server knows that a device has been removed.
    private func isEnded(_ device: DeviceID, for forger: Forger) throws -> Bool {
        try server.data.read { reader in
            let entries = try Side.allCases.map { try reader.entries(of: forger.couple, side: $0) }
            let log = entries.compactMap { try? DeviceLog(entries: $0) }.first { $0.partner == forger.partner }
            return log?.state.removed.contains(device) ?? false
        }
    }

    private func carry(_ entries: [LogEntry], of thief: Forger, by carrier: Forger) throws {
        try send(entries.map { .entry(EntryWrite(partner: thief.partner, entry: $0, offered: true)) }, as: carrier)
    }

    /// An answer that no one typed: if it's shown in the inviter's name, it has no text number.
    private func forgedAnswer(_ prompt: PromptID, by forger: Forger) throws -> RevealedAnswer? {
        defer { nextText += 1 }
        return try forger.answer(prompt, latestNumber(prompt), text: TypedText.words(nextText), at: server.clock.now)
    }

    private func commitWords(_ prompt: PromptID, _ thief: Forger, _ carrier: Forger) throws {
        guard let answer = try forgedAnswer(prompt, by: thief) else { return }
        let standing = [answer.record.header.digest, answer.opening.digest].sorted()
        try carry([thief.entry(.remove(device: thief.card.id, standing: standing), at: time.now)], of: thief, by: carrier)
        try deliver(answer, prompt, by: carrier, thief)
    }

    private func commitMachine(_ prompt: PromptID, _ thief: Forger, _ carrier: Forger) throws {
        let second = try thief.atAnotherMachine()
        let addition = try thief.entry(.add(card: second.card, retiring: nil), at: time.now)
        let followers = try (thief.logs.first?.state.live ?? []).filter { $0.id != thief.card.id }.map {
            try second.entry(.remove(device: $0.id, standing: []), previous: [addition.hash], at: time.now)
        }
        try carry([addition] + followers, of: thief, by: carrier)
        guard let answer = try forgedAnswer(prompt, by: second) else { return }
        try deliver(answer, prompt, by: carrier.partner == thief.partner ? second : carrier, thief)
    }

    /// Delivered as a pair with an answer of the carrier's if the carrier is the joiner; otherwise as a record.
    private func deliver(_ answer: RevealedAnswer, _ prompt: PromptID, by carrier: Forger, _ thief: Forger) throws {
        guard carrier.partner != thief.partner, let round = answer.record.header.round else {
            return try send([.record(RecordWrite(record: answer.record, opening: answer.opening, offered: true))], as: carrier)
        }
        let mine = try revealed(round, by: carrier.partner, on: Self.joiner) ?? forgedAnswer(prompt, byJoiner: carrier)
        if let mine { try send([.pair(RevealedPair(mine: mine, theirs: answer))], as: carrier) }
    }

    private func commitRecords(_ prompt: PromptID, _ thief: Forger, _ carrier: Forger) throws {
        let now = server.clock.now
        let number = try latestNumber(prompt)
        let records = try [
            thief.shared(#"{"name":{"name":"Thief"}}"#, owner: .author, at: now), thief.withdrawal(prompt, number, at: now),
            forgedAnswer(prompt, by: thief)?.record,
        ].compactMap { $0 }
        try send(records.map { .record(RecordWrite(record: $0, offered: true)) }, as: carrier)
    }
}
