import Models
import Vault
import Wire

/// Two histories revealed different pairs for one round: one rule decides, alike on every device.
struct ConflictingReveals {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    /// One value each, so that many of them cost no more than as many records.
    static let staged = "rival/"

    /// Keeps half of a pair that came from another history until all has come: the other half may be on a later page, and two halves that
    /// were never revealed together are no pair.
    func stageRival(_ incoming: HeldRecord) throws {
        try edit.transaction.setValue(Bytes(WireJSON.encode(incoming)), for: "\(Self.staged)\(incoming.header.id)")
    }

    /// What the server has is what is held here.
    func unstageRival(of id: RecordID) throws {
        try edit.transaction.setValue(nil, for: "\(Self.staged)\(id)")
    }

    /// Decides between pairs that are held here and those that the server has, as far as these are here whole and can be read.
    func decideRivals() throws {
        let staged = Dictionary(grouping: try home.stagedRivals(), by: \.header.round)
        guard !staged.isEmpty else { return }
        let unvouched = Set(try edit.transaction.unvouched().compactMap(\.header.round))
        for case (let round?, let halves) in staged where !unvouched.contains(round) {
            guard try decide(between: halves, in: round) else { continue }
            for half in halves { try unstageRival(of: half.header.id) }
        }
    }

    /// - Returns: false while a half cannot be read.
    private func decide(between staged: [HeldRecord], in round: RoundID) throws -> Bool {
        let held = try edit.transaction.records(of: round)
        guard held.count == 2 else { return true }
        let rivals = held.map { half in staged.first { $0.header.id == half.header.id } ?? half }
        let words: [Document?]
        // What is not what its author signed is no pair.
        do { words = try rivals.map { try home.bodies.document(of: $0) } } catch is VaultError { return true }
        guard !words.contains(nil), rivals.allSatisfy({ $0.phase == .revealed }) else { return false }
        guard
            Reveal.stands(
                (rivals[0].header.version, rivals[1].header.version), over: (held[0].header.version, held[1].header.version)),
            isWhatWasNamed(in: rivals)
        else { return true }
        for (half, rival) in zip(held, rivals) where half.header.version != rival.header.version {
            if let words = try? home.bodies.document(of: half) { try edit.keepVersion(words, of: half.header.id, as: .otherHistory) }
            try edit.put(rival)
            try edit.roundNames.nameRound(of: rival)
        }
        try edit.notify(.pairReplaced(prompt: edit.transaction.round(round)?.prompt))
        return true
    }

    /// In handshake this partner's opening names the commitment that it was given for: no other pair holds it.
    private func isWhatWasNamed(in pair: [HeldRecord]) -> Bool {
        let pair = RoundPair(pair, of: edit.membership.partner)
        guard let named = pair.mine?.opening?.partnerCommitment else { return true }
        return pair.theirs?.header.commitment == named
    }
}
