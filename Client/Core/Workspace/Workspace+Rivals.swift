import FoundationEssentials
import Models
import Vault
import Wire

/// Two histories revealed different pairs for one round: one rule decides, alike on every device.
extension Workspace {
    /// Keeps half of a pair that came from another history until its other half is there, then decides between the two pairs.
    func stageRival(_ incoming: HeldRecord, round: RoundID, _ prompt: String?) throws {
        let name = "rival/\(round)/\(incoming.header.author)"
        try transaction.setValue(Bytes(WireJSON.encode(incoming)), for: name)
        let held = try transaction.records(of: round)
        guard held.count == 2 else { return }
        let rivals = try held.map { half in
            try transaction.value("rival/\(round)/\(half.header.author)").map {
                try WireJSON.decode(HeldRecord.self, from: Data($0))
            } ?? half
        }
        guard
            Reveal.stands(
                (rivals[0].header.version, rivals[1].header.version), over: (held[0].header.version, held[1].header.version)),
            rivals.allSatisfy({ $0.phase == .revealed && (try? document(of: $0)) != nil }), isWhatWasNamed(in: rivals)
        else { return }
        for (half, rival) in zip(held, rivals) where half.header.version != rival.header.version {
            if let words = try? document(of: half) { try keep(words, of: half.header.id, as: .otherHistory) }
            try transaction.put(rival)
            try transaction.setValue(nil, for: "rival/\(round)/\(half.header.author)")
        }
        try notify(.pairReplaced(prompt: prompt))
    }

    /// In handshake this partner's opening names the commitment that it was given for: no other pair holds it.
    private func isWhatWasNamed(in pair: [HeldRecord]) -> Bool {
        let pair = RoundPair(pair, of: membership.partner)
        guard let named = pair.mine?.opening?.partnerCommitment else { return true }
        return pair.theirs?.header.commitment == named
    }
}
