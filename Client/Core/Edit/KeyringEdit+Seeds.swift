import Models
import Vault

/// Which seed is the couple's. The partner makes it, and could make another for each device: then two machines of one partner would name
/// rounds differently, and the partner could seal other words for each. So it counts only by the word of a machine of one's own.
extension KeyringEdit {
    /// Seeds of the partner's alone that are tried at most.
    static let mostUntriedSeeds = 16

    /// On the machine that takes in the answer to its own invitation, before it vouches for who answered: the seed in the answer is the
    /// couple's, and every device of this partner is given it by this very machine.
    func passOnSeedOfAnswer() throws {
        guard edit.identity.seed(.coupleSeed) == nil, let seed = edit.identity.ring.seeds(.coupleSeed).first else { return }
        try grant(seed, for: .coupleSeed, epoch: epoch(of: seed), to: edit.identity.mine.state.live)
    }

    /// Takes what seeds machines of this partner's have granted by now. Without one of the couple's, this machine waits for it; but for a
    /// home in which there is proof enough without.
    ///
    /// - Returns: whether one counts now that didn't before.
    func chooseSeeds() throws -> Bool {
        let hasChosen = edit.identity.chooseSeeds()
        guard edit.identity.isPaired, edit.identity.seed(.coupleSeed) == nil, edit.identity.mine.state.isLive(edit.membership.device),
            let seed = try seedOfPartner()
        else { return hasChosen }
        try grant(seed, for: .coupleSeed, epoch: epoch(of: seed), to: edit.identity.mine.state.live.filter { $0.kind != .link })
        return true
    }

    /// A seed that the partner alone granted, where a machine of this partner's has used it: it signed an answer under a name that no other
    /// seed gives. Without any answer, where no other machine is left that could differ.
    private func seedOfPartner() throws -> SecretKey? {
        let offered = try untriedSeeds() + edit.identity.ring.seeds(.coupleSeed).prefix(Self.mostUntriedSeeds)
        guard !offered.isEmpty else { return nil }
        var hasAnswers = false
        for seal in try edit.transaction.sealOverview() where seal.author == edit.membership.partner {
            guard let held = try edit.transaction.record(home.answerID(seal.round)), case .answer(let answer)? = try? home.bodies.document(of: held)
            else {
                continue
            }
            hasAnswers = true
            let fitting = offered.first { RoundNaming(seed: $0).round(prompt: answer.prompt, number: answer.number) == seal.round }
            if let fitting { return fitting }
        }
        return hasAnswers || edit.identity.mine.state.liveMachines.count > 1 ? nil : offered.first
    }

    private func untriedSeeds() throws -> [SecretKey] {
        guard let octets = try edit.membership.untriedSeeds.map(edit.cipher.open) else { return [] }
        return stride(from: 0, to: octets.count, by: 32).compactMap {
            SecretKey(bytes: Bytes(octets[$0..<min($0 + 32, octets.count)]))
        }
    }

    private func epoch(of seed: SecretKey) -> Int64 { edit.identity.ring.entries[seed.id]?.epoch ?? 0 }
}
