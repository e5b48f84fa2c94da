import ClientCore

/// Whether what was saved here has gone through to the server.
struct Delivery {
    /// Nil where nothing was tried.
    let report: SyncReport?
    let failure: Failure?

    /// Syncs for three seconds at most, unless that is not wanted.
    init(of client: any HomeClient, isOffline: Bool) throws {
        report = isOffline ? nil : try client.sync(budget: 3)
        failure = report?.stopped.map(Wording.failure)
    }

    var wentThrough: Bool { report.map { $0.stopped == nil && $0.pending == 0 } ?? false }

    /// What scripts are told besides what was done.
    var json: JSON {
        let reason: JSON = failure.map { ["code": .string($0.code), "message": .string($0.message), "next": JSON($0.next)] } ?? .null
        return [
            "synced": .bool(wentThrough), "pending": report.map { JSON($0.pending) } ?? .null,
            "opened": .array(report?.opened.map(JSON.reference) ?? []), "stopped": reason,
        ]
    }

    func status(_ options: ChangeOptions) -> ExitStatus { options.requiresSync && !wentThrough ? .notSynced : .done }

    /// Says what was done and whether it went through.
    func tell(_ deed: Deed, _ fields: JSON, options: ChangeOptions, in context: Context) -> ExitStatus {
        if options.isJSON {
            context.print(fields.with(json))
        } else {
            context.say(Wording.delivered(deed, self))
            if let opened = report?.opened, !opened.isEmpty { context.say(Wording.opened(opened)) }
        }
        return status(options)
    }
}
