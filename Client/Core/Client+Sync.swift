import Models

/// Carries changes up and down until both sides are up to date.
extension Client {
    /// Exchanges until nothing is left to send or fetch.
    ///
    /// Every exchange is complete in itself: whatever happens between two of them, the next sync resumes from there. Network and
    /// server errors aren't thrown; `SyncReport.stopped` holds them.
    ///
    /// - Parameter budget: seconds for the whole sync; `nil` for no limit.
    /// - Throws: what the store throws.
    package func sync(budget: Double?) throws -> SyncReport { try sync(budget: budget) { _ in } }

    /// - Parameter progress: called after each exchange with the results so far.
    /// - Throws: what the store throws.
    package func sync(budget: Double?, progress: (SyncReport) -> Void) throws -> SyncReport {
        try sync(budget: budget, until: .rest, progress)
    }

    /// Prepares the next sync to send everything that this device holds once more, and to fetch everything again: what the server
    /// confirmed and lost reaches the other devices then.
    ///
    /// - Throws: `partnerHasLeft`, `youHaveLeft`, `deviceRemoved`.
    package func offerEverything() throws {
        try write { edit in
            try edit.home.requireActive()
            try edit.offering.beginOffering(wentBack: false)
        }
    }

    func sync(budget: Double?, until goal: SyncLoop.Goal, _ progress: (SyncReport) -> Void = { _ in }) throws -> SyncReport {
        var report = SyncReport()
        do {
            try SyncLoop(client: self, budget: budget).run(until: goal, &report, progress)
        } catch let error as ClientError {
            report.stopped = error
        }
        report.pending = try store.read { try $0.outbox().count }
        return report
    }

    /// Syncs if the last sync is older than that.
    ///
    /// - Returns: `nil` if it isn't.
    /// - Throws: what the store throws.
    @discardableResult
    package func syncIfOlder(than seconds: Int64, budget: Double) throws -> SyncReport? {
        let last = try store.read { try $0.syncState().lastSync }
        if let last, last <= now(), last.advanced(bySeconds: seconds) > now() { return nil }
        return try sync(budget: budget)
    }
}
