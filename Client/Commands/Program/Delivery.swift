import ClientCore
import Presentation

extension Delivery {
    /// Syncs for at most three seconds, unless offline.
    init(of client: Client, isOffline: Bool) throws {
        let report: SyncReport?
        do {
            report = isOffline ? nil : try client.sync(budget: 3)
        } catch {
            // The change itself is saved; only what arrived couldn't be.
            self.init(report: nil, failure: Wording.unfinishedSync(error), waitsForPartner: false)
            return
        }
        self.init(
            report: report, failure: report?.stopped.map(Wording.failure),
            waitsForPartner: try report.map { try Self.waitsForPartner($0, client) } ?? false)
    }

    /// Whether the sync left nothing unsent, except what waits for a partner to join.
    static func waitsForPartner(_ report: SyncReport, _ client: Client) throws -> Bool {
        guard report.stopped == nil, report.pending > 0 else { return false }
        let status = try client.status()
        return status.phase == .waiting && status.refused == 0
    }

    /// Prints what was done and whether it reached the server.
    func tell(_ deed: Deed, _ fields: JSON, options: ChangeOptions, in context: Context) -> ExitStatus {
        if options.isJSON {
            context.print(fields.with(JSON.delivered(deed, self)))
        } else {
            context.say(Wording.delivered(deed, self))
            if let opened = report?.opened, !opened.isEmpty { context.say(Wording.opened(opened)) }
        }
        return options.requiresSync && !wentThrough(deed) ? .notSynced : .done
    }
}
