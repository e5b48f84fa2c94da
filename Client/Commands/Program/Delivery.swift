import ClientCore

/// Whether what was saved here has gone through to the server.
struct Delivery {
    /// Nil where nothing was tried.
    let report: SyncReport?
    let failure: Failure?
    /// What is still to be sent is for a partner who is not there yet.
    let waitsForPartner: Bool

    /// Syncs for three seconds at most, unless that is not wanted.
    init(of client: any HomeClient, isOffline: Bool) throws {
        do {
            report = isOffline ? nil : try client.sync(budget: 3)
        } catch {
            // Saved it is all the same: only what came back could not be.
            (report, failure, waitsForPartner) = (nil, Wording.unfinishedSync(error), false)
            return
        }
        failure = report?.stopped.map(Wording.failure)
        waitsForPartner = try report.map { try Self.waitsForPartner($0, client) } ?? false
    }

    /// Whether a sync left nothing but what is for a partner who is not there yet.
    static func waitsForPartner(_ report: SyncReport, _ client: any HomeClient) throws -> Bool {
        guard report.stopped == nil, report.pending > 0 else { return false }
        let status = try client.status()
        return status.phase == .waiting && status.refused == 0
    }

    func wentThrough(_ deed: Deed) -> Bool {
        guard let report, report.stopped == nil else { return false }
        return report.pending == 0 || waitsForPartner && !deed.isForBoth
    }

    /// What scripts are told besides what was done.
    private func json(_ deed: Deed) -> JSON {
        [
            "synced": .bool(wentThrough(deed)), "pending": report.map { JSON($0.pending) } ?? .null,
            "opened": .array(report?.opened.map(JSON.reference) ?? []), "stopped": failure.map(JSON.reason) ?? .null,
        ]
    }

    /// Says what was done and whether it went through.
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
