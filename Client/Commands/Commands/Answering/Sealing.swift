import ClientCore
import Presentation

/// Seals an answer or keeps it as a draft. Whatever fails, the text is saved somewhere.
struct Sealing {
    let prompt: String
    let client: Client
    let context: Context
    let options: ChangeOptions
    /// Skips the confirmation.
    let isSure: Bool

    /// - Parameter words: the answer; `nil` to seal the draft.
    func seal(_ words: String?) throws -> ExitStatus {
        guard try isWanted() else {
            return try words.map(keep) ?? finish(Wording.draft, "draft")
        }
        let result: SealResult
        do {
            result = try client.seal(prompt, text: words)
        } catch {
            guard let words else { throw error }
            throw Safekeeping.asDraft(words, of: prompt, because: error, client: client, in: context)
        }
        switch result {
        case .sealed: return try finish(Wording.sealed, "sealed")
        case .keptUntilPaired: return try finish(Wording.keptUntilPaired, "kept_until_paired")
        }
    }

    func keep(_ words: String) throws -> ExitStatus {
        do {
            try client.saveDraft(prompt, text: words)
        } catch {
            throw Safekeeping.inFile(words, because: error, in: context)
        }
        return try finish(Wording.draft, "draft")
    }

    func finish(_ deed: Deed, _ result: String) throws -> ExitStatus {
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        let status = delivery.tell(deed, ["prompt": .string(prompt), "result": .string(result)], options: options, in: context)
        if !options.isJSON, delivery.report?.stopped == nil, try client.show(prompt).liveRound?.state == .sealedByBoth {
            context.say(Wording.state(.sealedByBoth, partner: nil))
        }
        return status
    }

    /// If the partner has sealed, sealing reveals both answers. Says so, and on a terminal asks for confirmation.
    private func isWanted() throws -> Bool {
        guard !isSure, try client.show(prompt).liveRound?.state == .sealedByPartner else { return true }
        guard !options.isJSON else { return true }
        context.mention(Wording.opensBoth(try client.status().partner))
        return !context.console.isInteractive || context.confirm(Wording.sealNow)
    }
}
