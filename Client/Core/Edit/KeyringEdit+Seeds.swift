import Models
import Vault

/// Decides which seed is the couple's. The partner makes the seed and could make a different one for each device: two devices of
/// one partner would then name rounds differently, and the partner could seal a different answer for each. So a seed counts only
/// once another of this partner's own devices has granted it.
extension KeyringEdit {
    /// The most seeds tried that only the partner has granted.
    static let mostUntriedSeeds = 16

    /// On the device that receives the answer to its own invitation, before it vouches for the answering partner: the seed in the
    /// answer becomes the couple's, and this device grants it to all of this partner's devices.
    ///
    /// - Returns: whether there was one to pass on.
    func passOnSeedOfAnswer() throws -> Bool {
        guard edit.identity.seed(.coupleSeed) == nil, let seed = edit.identity.ring.seeds(.coupleSeed).first else { return false }
        try grant(seed, for: .coupleSeed, epoch: epoch(of: seed), to: edit.identity.mine.state.live)
        return true
    }

    /// Adopts the seeds that this partner's devices have granted so far. A device without the couple's seed waits for it, unless
    /// the home itself proves which one it is.
    ///
    /// - Returns: whether a seed was adopted that didn't count before.
    func chooseSeeds() throws -> Bool {
        let hasChosen = edit.identity.chooseSeeds()
        guard edit.identity.isPaired, edit.identity.seed(.coupleSeed) == nil,
            edit.identity.mine.state.isLive(edit.membership.device),
            let seed = try seedOfPartner()
        else { return hasChosen }
        try grant(seed, for: .coupleSeed, epoch: epoch(of: seed), to: edit.identity.mine.state.live.filter { $0.kind != .link })
        return true
    }

    /// A seed granted only by the partner, if one of this partner's devices has used it: it signed an answer under a name that no
    /// other seed produces. Without any answers, only if no other device remains that could disagree.
    private func seedOfPartner() throws -> SecretKey? {
        let offered = try untriedSeeds() + edit.identity.ring.seeds(.coupleSeed).prefix(Self.mostUntriedSeeds)
        guard !offered.isEmpty else { return nil }
        var hasAnswers = false
        for seal in try edit.transaction.sealOverview() where seal.author == edit.membership.partner {
            guard let held = try edit.transaction.record(home.answerID(seal.round)),
                case .answer(let answer)? = try? home.bodies.document(of: held)
            else {
                continue
            }
            hasAnswers = true
            let fitting = offered.first { RoundNaming(seed: $0).round(answer.reference) == seal.round }
            if let fitting { return fitting }
        }
        return hasAnswers || edit.identity.mine.state.liveMachines.count > 1 ? nil : offered.first
    }

    private func untriedSeeds() throws -> [SecretKey] {
        guard let octets = try edit.membership.untriedSeeds.map(edit.cipher.decrypt) else { return [] }
        return stride(from: 0, to: octets.count, by: 32).compactMap {
            SecretKey(bytes: Bytes(octets[$0..<min($0 + 32, octets.count)]))
        }
    }

    private func epoch(of seed: SecretKey) -> Int64 { edit.identity.ring.entries[seed.id]?.epoch ?? 0 }
}
