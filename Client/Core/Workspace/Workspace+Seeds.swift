import Models
import Vault

/// Which seed is the couple's. The partner makes it, and could make another for each device: then two machines of one partner would name
/// rounds differently, and the partner could seal other words for each. So it counts only by the word of a machine of one's own.
extension Workspace {
    /// Seeds of the partner's alone that are tried at most.
    static let mostUntriedSeeds = 16

    /// On the machine that takes in the answer to its own invitation, before it vouches for who answered: the seed in the answer is the
    /// couple's, and every device of this partner is given it by this very machine.
    func passOnSeedOfAnswer() throws {
        guard identity.seed(.coupleSeed) == nil, let seed = identity.ring.seeds(.coupleSeed).first else { return }
        try grant(seed, for: .coupleSeed, epoch: epoch(of: seed), to: identity.mine.state.live)
    }

    /// Takes what seeds machines of this partner's have granted by now. Without one of the couple's, this machine waits for it; but for a
    /// home in which there is proof enough without.
    func chooseSeeds() throws {
        if identity.chooseSeeds() { hasNewKeys = true }
        guard identity.isPaired, identity.seed(.coupleSeed) == nil, identity.mine.state.isLive(membership.device),
            let seed = try seedOfPartner()
        else { return }
        try grant(seed, for: .coupleSeed, epoch: epoch(of: seed), to: identity.mine.state.live.filter { $0.kind != .link })
        hasNewKeys = true
    }

    /// A seed that the partner alone granted, where a machine of this partner's has used it: it signed an answer under a name that no other
    /// seed gives. Without any answer, where no other machine is left that could differ.
    private func seedOfPartner() throws -> SecretKey? {
        let offered = try untriedSeeds() + identity.ring.seeds(.coupleSeed).prefix(Self.mostUntriedSeeds)
        guard !offered.isEmpty else { return nil }
        var hasAnswers = false
        for seal in try transaction.sealOverview() where seal.author == membership.partner {
            guard let held = try transaction.record(answerID(seal.round)), case .answer(let answer)? = try? document(of: held)
            else {
                continue
            }
            hasAnswers = true
            let fitting = offered.first { RoundNaming(seed: $0).round(prompt: answer.prompt, number: answer.number) == seal.round }
            if let fitting { return fitting }
        }
        return hasAnswers || identity.mine.state.liveMachines.count > 1 ? nil : offered.first
    }

    private func untriedSeeds() throws -> [SecretKey] {
        guard let octets = try membership.untriedSeeds.map(cipher.open) else { return [] }
        return stride(from: 0, to: octets.count, by: 32).compactMap {
            SecretKey(bytes: Bytes(octets[$0..<min($0 + 32, octets.count)]))
        }
    }

    private func epoch(of seed: SecretKey) -> Int64 { identity.ring.entries[seed.id]?.epoch ?? 0 }
}
