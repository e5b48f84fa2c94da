import Models
import Vault
import Wire

/// Resolves the case in which two histories revealed different pairs for one round, by a rule that gives every device the same
/// result.
struct ConflictingReveals {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    /// One value per record, so that many of them cost no more than as many records.
    static let staged = "rival/"

    /// Keeps half of a pair from another history until the whole feed has arrived: the other half may be on a later page, and two
    /// halves that were never revealed together aren't a pair.
    func stage(_ incoming: HeldRecord) throws {
        try edit.transaction.setValue(Bytes(WireJSON.encode(incoming)), for: "\(Self.staged)\(incoming.header.id)")
    }

    /// Called when the server's version is the one held here.
    func unstage(of id: RecordID) throws {
        try edit.transaction.setValue(nil, for: "\(Self.staged)\(id)")
    }

    /// Decides between the pairs held here and the server's, if those have arrived completely and can be read.
    func decideAll() throws {
        let staged = Dictionary(grouping: try home.stagedHalves(), by: \.header.round)
        guard !staged.isEmpty else { return }
        let unvouched = Set(try edit.transaction.unvouched().compactMap(\.header.round))
        for case (let round?, let halves) in staged where !unvouched.contains(round) {
            guard try decide(between: halves, in: round) else { continue }
            for half in halves { try unstage(of: half.header.id) }
        }
    }

    /// - Returns: `false` while a half can't be read.
    private func decide(between staged: [HeldRecord], in round: RoundID) throws -> Bool {
        let held = try edit.transaction.records(of: round)
        guard held.count == 2 else { return true }
        let rivals = held.map { half in staged.first { $0.header.id == half.header.id } ?? half }
        let words: [Document?]
        // A version that isn't what its author signed doesn't make a pair.
        do { words = try rivals.map { try home.bodies.document(of: $0) } } catch is VaultError { return true }
        guard !words.contains(nil), rivals.allSatisfy({ $0.phase == .revealed }) else { return false }
        guard
            Reveal.stands(
                (rivals[0].header.version, rivals[1].header.version), over: (held[0].header.version, held[1].header.version)),
            isWhatWasNamed(in: rivals)
        else { return true }
        for (half, rival) in zip(held, rivals) where half.header.version != rival.header.version {
            if let words = try? home.bodies.document(of: half) {
                try edit.keepVersion(words, of: half.header.id, as: .otherHistory)
            }
            try edit.put(rival)
            try edit.roundNames.nameRound(of: rival)
        }
        try edit.notify(.pairReplaced(prompt: edit.transaction.round(round)?.prompt))
        return true
    }

    /// In handshake mode, this partner's opening names the commitment it was given for, which only one pair contains.
    private func isWhatWasNamed(in pair: [HeldRecord]) -> Bool {
        let pair = RoundPair(pair, of: edit.membership.partner)
        guard let named = pair.mine?.opening?.partnerCommitment else { return true }
        return pair.theirs?.header.commitment == named
    }
}
