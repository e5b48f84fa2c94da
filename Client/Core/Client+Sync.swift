import Models

/// Carries changes up and down until both sides are up to date.
extension Client {
    /// Exchanges until nothing is left to send or fetch.
    ///
    /// Every exchange is complete in itself: whatever happens between two of them, the next sync resumes from there. Network and
    /// server errors aren't thrown; `SyncReport.stopped` holds them.
    ///
    /// - Parameter budget: for the whole sync; `nil` for no limit.
    /// - Throws: `store`, `vault` or `internal`: what is wrong with the home itself. Everything else is in `stopped`.
    package func sync(budget: Duration?) throws(ClientError) -> SyncReport { try sync(budget: budget) { _ in } }

    /// - Parameter progress: called after each exchange with the results so far.
    /// - Throws: as `sync(budget:)`.
    package func sync(budget: Duration?, progress: (SyncReport) -> Void) throws(ClientError) -> SyncReport {
        try sync(budget: budget, until: .rest, progress)
    }

    /// Prepares the next sync to send everything that this device holds once more, and to fetch everything again: what the server
    /// confirmed and lost reaches the other devices then.
    ///
    /// - Throws: `partnerHasLeft`, `youHaveLeft`, `deviceRemoved`; `store`.
    package func offerEverything() throws(ClientError) {
        try write { edit in
            try edit.home.requireActive()
            try edit.offering.beginOffering(wentBack: false)
        }
    }

    func sync(budget: Duration?, until goal: SyncLoop.Goal, _ progress: (SyncReport) -> Void = { _ in })
        throws(ClientError) -> SyncReport
    {
        var report = SyncReport()
        var isUnderWay = false
        do throws(ClientError) {
            let loop = try SyncLoop(client: self, budget: budget)
            isUnderWay = true
            try loop.run(until: goal, &report, progress)
        } catch {
            if error.isOfHome { throw error }
            report.stopped = error
            report.hasLeft = isUnderWay && error == .youHaveLeft
        }
        report.pending = try readStore { try $0.outbox().count }
        return report
    }

    /// Syncs if the last sync is older than that.
    ///
    /// - Returns: `nil` if it isn't.
    /// - Throws: as `sync(budget:)`.
    @discardableResult
    package func syncIfOlder(than age: Duration, budget: Duration) throws(ClientError) -> SyncReport? {
        let last = try readStore { try $0.syncState().lastSync }
        if let last, last <= now(), last.advanced(by: age) > now() { return nil }
        return try sync(budget: budget)
    }
}
