import ClientCore

/// One answer on its way to being sealed or kept. Its words are somewhere safe whatever fails.
struct Sealing {
    let prompt: String
    let client: any HomeClient
    let context: Context
    let options: ChangeOptions
    /// Asks nothing.
    let isSure: Bool

    /// - Parameter words: nil seals the draft.
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

    /// Where the partner has sealed, sealing opens both: that is said, and on a terminal asked.
    private func isWanted() throws -> Bool {
        guard !isSure, try client.show(prompt).liveRound?.state == .sealedByPartner else { return true }
        guard !options.isJSON else { return true }
        context.mention(Wording.opensBoth(try client.status().partner))
        return !context.console.isInteractive || context.confirm(Wording.sealNow)
    }
}
