import Models
import Vault
import Wire

/// Carrying changes up and down until both sides are at rest.
extension Client {
    /// Exchanges until nothing is left to send or to fetch.
    ///
    /// Every exchange is complete in itself: whatever happens between two of them, the next sync goes on from there. Trouble with network
    /// or server is no error here but `SyncReport.stopped`.
    ///
    /// - Parameter budget: seconds for everything; nil for as long as it takes.
    package func sync(budget: Double?) throws -> SyncReport { try sync(budget: budget) { _ in } }

    /// - Parameter progress: told after each exchange what it has come to so far.
    package func sync(budget: Double?, progress: (SyncReport) -> Void) throws -> SyncReport {
        var report = SyncReport()
        do {
            try exchangeUntilAtRest(budget: budget, &report, progress)
        } catch let error as ClientError {
            report.stopped = error
        }
        report.pending = try store.read { try $0.outbox().count }
        return report
    }

    /// As `sync`, if the last one is older than that; trouble is passed over in silence.
    package func syncIfOlder(than seconds: Int64, budget: Double) throws {
        let last = try store.read { try $0.syncState().lastSync }
        if let last, last <= now(), last.advanced(bySeconds: seconds) > now() { return }
        _ = try sync(budget: budget)
    }

    private func exchangeUntilAtRest(budget: Double?, _ report: inout SyncReport, _ progress: (SyncReport) -> Void) throws {
        let address: ServerAddress = try look { work in
            if work.membership.phase == .left { throw ClientError.youHaveLeft }
            guard let server = work.membership.server else { throw ClientError.noServer }
            return server
        }
        let session = Session(client: self, api: ServerAPI(transport: connect(address, budget)))
        // Far more exchanges than an honest server needs: each brings something down, sends something up, or is the last.
        for _ in 0..<100_000 {
            let prepared: PreparedSync
            let response: SyncResponse
            let canStamp: Bool
            do {
                // Signing in comes first: it may tell the time, and a couple founded again begins from no cursor.
                try session.signInIfNeeded()
                let clock = session.clock
                canStamp = clock != nil
                prepared = try change { try $0.prepare(clock: clock) }
                response = try session.sync(prepared.request)
            } catch let error as ClientError {
                guard try recovers(from: error, session) else { throw error }
                continue
            }
            let step = try change { try $0.absorb(response, for: prepared) }
            report.pushed += step.pushed
            report.pulled += step.pulled
            report.opened += step.opened
            progress(report)
            guard try step.more || hasMoreToSend(canStamp: canStamp) else { return }
            session.hearTime(response.time)
        }
    }

    /// Whether another exchange would carry something up that was not refused just now.
    ///
    /// - Parameter canStamp: whether the last one could give stamps: what was refused in vain by an earlier sync is tried once by this one.
    private func hasMoreToSend(canStamp: Bool) throws -> Bool {
        try look { work in
            if try !work.transaction.offers(limit: 1).isEmpty { return true }
            let outbox = try work.transaction.outbox()
            if try !work.openingsOwed().isEmpty { return true }
            return try outbox.contains { entry in
                guard entry.refusal == nil, entry.restamped <= 2 || !canStamp else { return false }
                return try entry.write != nil || work.isSendable(entry)
            }
        }
    }

    /// - Returns: whether the exchange is worth another try, after what was put right.
    private func recovers(from error: ClientError, _ session: Session<Store>) throws -> Bool {
        guard case .problem(let problem) = error else { return false }
        switch problem.code {
        case .historyChanged:
            try change { work in
                try work.beginOffering()
                try work.notify(.serverWentBack)
            }
            return session.mayRecover()
        case .tokenExpired, .tokenUnknown:
            session.forgetToken()
            return session.mayRecover()
        case .deviceRemoved:
            try change { $0.identity.membership.phase = .removed }
            throw ClientError.deviceRemoved
        case .partnerLeft:
            try change { $0.identity.membership.phase = .left }
            throw ClientError.youHaveLeft
        default: return false
        }
    }
}

extension Workspace {
    /// Whether an entry that was never sent could be stamped and encrypted now.
    fileprivate func isSendable(_ entry: OutboxEntry) throws -> Bool {
        switch try intent(of: entry) {
        case .put(.own, _, _, _)?, .delete(.own, _, _)?: true
        case .put?, .delete?, .seal?, .withdraw?: identity.isPaired
        // Signed when everything has been fetched, at the end of an exchange.
        case .removal?, nil: false
        }
    }
}
