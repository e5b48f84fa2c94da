import ClientCore

/// Whether a saved change has reached the server.
struct Delivery {
    /// `nil` if no sync was tried.
    let report: SyncReport?
    let failure: Failure?
    /// Whether all that is unsent waits for a partner to join.
    let waitsForPartner: Bool

    /// Syncs for at most three seconds, unless offline.
    init(of client: Client, isOffline: Bool) throws {
        do {
            report = isOffline ? nil : try client.sync(budget: 3)
        } catch {
            // The change itself is saved; only what arrived couldn't be.
            (report, failure, waitsForPartner) = (nil, Wording.unfinishedSync(error), false)
            return
        }
        failure = report?.stopped.map(Wording.failure)
        waitsForPartner = try report.map { try Self.waitsForPartner($0, client) } ?? false
    }

    /// Whether the sync left nothing unsent, except what waits for a partner to join.
    static func waitsForPartner(_ report: SyncReport, _ client: Client) throws -> Bool {
        guard report.stopped == nil, report.pending > 0 else { return false }
        let status = try client.status()
        return status.phase == .waiting && status.refused == 0
    }

    func wentThrough(_ deed: Deed) -> Bool {
        guard let report, report.stopped == nil else { return false }
        return report.pending == 0 || waitsForPartner && !deed.isForBoth
    }

    /// Fields for scripts, besides the command's own.
    private func json(_ deed: Deed) -> JSON {
        [
            "synced": .bool(wentThrough(deed)), "pending": report.map { JSON($0.pending) } ?? .null,
            "opened": .array(report?.opened.map(JSON.reference) ?? []), "stopped": failure.map(JSON.reason) ?? .null,
        ]
    }

    /// Prints what was done and whether it reached the server.
    func tell(_ deed: Deed, _ fields: JSON, options: ChangeOptions, in context: Context) -> ExitStatus {
        if options.isJSON {
            context.print(fields.with(json(deed)))
        } else {
            context.say(Wording.delivered(deed, self))
            if let opened = report?.opened, !opened.isEmpty { context.say(Wording.opened(opened)) }
        }
        return options.requiresSync && !wentThrough(deed) ? .notSynced : .done
    }
}
