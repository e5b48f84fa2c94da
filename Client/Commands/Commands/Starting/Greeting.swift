import ClientCore
import Presentation

/// The messages when two partners have become a couple.
enum Greeting {
    /// For the partner who sent the invitation.
    static func joined(_ client: Client, in context: Context) throws {
        let status = try named(client)
        context.say("", Wording.joined(status.partner))
        try tell(status, client, in: context)
    }

    /// For the partner who joined.
    static func paired(_ client: Client, in context: Context) throws {
        let status = try named(client)
        context.say(Wording.paired(status.partner))
        try tell(status, client, in: context)
    }

    /// The partner's name may arrive only with the next sync.
    private static func named(_ client: Client) throws -> StatusView {
        let status = try client.status()
        guard status.partner == nil else { return status }
        _ = try client.sync(budget: 3)
        return try client.status()
    }

    private static func tell(_ status: StatusView, _ client: Client, in context: Context) throws {
        context.hasGreeted = true
        if let fingerprint = status.fingerprint { context.say(Wording.compare(fingerprint, status.partner)) }
        try offerFinished(status, client, in: context)
        context.say(Wording.afterPairing)
    }

    /// Answers finished before there was a partner are sealed only if their author confirms it.
    private static func offerFinished(_ status: StatusView, _ client: Client, in context: Context) throws {
        guard !status.finishedDrafts.isEmpty else { return }
        guard context.console.isInteractive else {
            return context.say(Wording.finishedHint(status.finishedDrafts, status.partner))
        }
        var hasSealed = false
        for prompt in status.finishedDrafts where context.confirm(Wording.sealFinished(prompt, status.partner)) {
            _ = try client.seal(prompt, text: nil)
            hasSealed = true
        }
        guard hasSealed else { return }
        context.say(Wording.delivered(Wording.sealed, try Delivery(of: client, isOffline: false)))
    }
}
