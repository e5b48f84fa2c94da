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
        try sync(budget: budget, until: .rest, progress)
    }

    /// How far exchanges go on.
    enum SyncGoal {
        /// Until nothing is left to send or to fetch.
        case rest
        /// That far, or for so many exchanges.
        case exchanges(Int)
        /// Until the server has taken the entry by which this partner leaves, or refuses it.
        case left
    }

    func sync(budget: Double?, until goal: SyncGoal, _ progress: (SyncReport) -> Void = { _ in }) throws -> SyncReport {
        var report = SyncReport()
        do {
            try exchange(until: goal, budget: budget, &report, progress)
        } catch let error as ClientError {
            report.stopped = error
        }
        report.pending = try store.read { try $0.outbox().count }
        return report
    }

    /// As `sync`, if the last one is older than that.
    ///
    /// - Returns: `nil` if it isn't.
    @discardableResult
    package func syncIfOlder(than seconds: Int64, budget: Double) throws -> SyncReport? {
        let last = try store.read { try $0.syncState().lastSync }
        if let last, last <= now(), last.advanced(bySeconds: seconds) > now() { return nil }
        return try sync(budget: budget)
    }

    private func exchange(
        until goal: SyncGoal, budget: Double?, _ report: inout SyncReport, _ progress: (SyncReport) -> Void
    ) throws {
        if try look({ !$0.isPhaseSigned }) { try change { $0.believeSignedLogs() } }
        let address: ServerAddress = try look { work in
            if work.membership.phase == .left { throw ClientError.youHaveLeft }
            guard let server = work.membership.server else { throw ClientError.noServer }
            return server
        }
        let session = Session(client: self, api: ServerAPI(transport: connect(address, budget)))
        var patience = Patience()
        var isAskingAnew = false
        var count = 0
        var frozen: FrozenRounds?
        var room = RequestRoom()
        // What is still to come may end a device that holds the keys of now, so that new words wait for it; not for ever, since a feed may
        // have no end.
        var isBehind = false
        // Of a round that the server does not call frozen, whatever it shows: the opening goes out again with the next sync.
        var refusedOpenings: Set<RoundID> = []
        while true {
            let prepared: PreparedSync
            let response: SyncResponse
            let canStamp: Bool
            do {
                // Signing in comes first: it may tell the time, and a couple founded again begins from no cursor.
                try session.signInIfNeeded()
                let clock = isBehind && count < Self.pagesBeforeWriting ? nil : session.clock
                canStamp = clock != nil
                prepared = try change { work in
                    if isAskingAnew { return try work.prepareAskingAnew() }
                    var rounds = try frozen ?? work.frozenRounds()
                    defer { frozen = rounds }
                    return try work.prepare(clock: clock, openingsOf: &rounds, room: room)
                }
                do {
                    response = try session.sync(prepared.request)
                } catch let error as ClientError {
                    guard let code = error.tooLarge, try sendsLess(than: prepared, &room, because: code) else { throw error }
                    frozen = nil
                    continue
                }
            } catch let error as ClientError {
                // What was to be sent may not have arrived.
                frozen = nil
                guard try recovers(from: error, session) else { throw error }
                // Another history begins from the beginning: all of it is new once more.
                (patience, isAskingAnew) = (Patience(), false)
                continue
            }
            let step = try change { try $0.absorb(response, for: prepared) }
            report.pushed += step.pushed
            report.pulled += step.pulled
            report.opened += step.opened
            report.takenBack = step.takenBack ?? report.takenBack
            progress(report)
            refusedOpenings.formUnion(step.refusedOpenings)
            if step.hasNewKeys { frozen = nil } else { frozen?.append(step.touched.subtracting(refusedOpenings)) }
            session.hearTime(response.time)
            isBehind = response.more
            count += 1
            switch goal {
            case .exchanges(let most) where count >= most: return
            case .left where try isLeavingSettled(): return
            default: break
            }
            try patience.watch(step)
            if isAskingAnew, step.more { continue }
            isAskingAnew = false
            if try step.more || hasMoreToSend(canStamp: canStamp, &frozen) { continue }
            guard case .rest = goal, try change({ try $0.beginsAskingAnew() }) else { return }
            // The whole feed comes once more, and is new to this run as it was at first.
            (patience, isAskingAnew) = (Patience(), true)
        }
    }

    /// After a request that was too large: the next holds half as much, and what was alone in it is set aside.
    ///
    /// - Returns: `false` if nothing can be left out: of what is offered to another history, nothing may be.
    private func sendsLess(than prepared: PreparedSync, _ room: inout RequestRoom, because code: ErrorCode) throws -> Bool {
        let writes = prepared.request.writes
        if writes.count > 1 {
            room.halve(writes)
            return true
        }
        guard case .outbox(let sequence)? = prepared.origins.first else { return false }
        room.setAside(sequence)
        try change { try $0.refuse(sequence, code) }
        return true
    }

    private static var pagesBeforeWriting: Int { 50 }

    private func isLeavingSettled() throws -> Bool {
        try store.read { try !$0.outbox(.plain, after: 0, limit: .max).contains { $0.isLeaving && $0.refusal == nil } }
    }

    /// Whether another exchange would carry something up that was not refused just now.
    ///
    /// - Parameters:
    ///   - canStamp: whether the last one could give stamps: what was refused in vain by an earlier sync is tried once by this one.
    ///   - frozen: rounds that were not looked at yet; nil for all.
    private func hasMoreToSend(canStamp: Bool, _ frozen: inout FrozenRounds?) throws -> Bool {
        var rounds = frozen
        let hasMore = try look { work in
            if try !work.transaction.offers(limit: 1).isEmpty { return true }
            var left = try rounds ?? work.frozenRounds()
            defer { rounds = left }
            if try work.isOpeningOwed(in: &left) { return true }
            var isSendable = false
            try work.forEachPage(of: .unrefused) { entries in
                isSendable = try entries.contains { entry in
                    guard entry.restamped <= 2 || !canStamp else { return false }
                    return try entry.write != nil || work.isSendable(entry)
                }
                return !isSendable
            }
            return isSendable
        }
        frozen = rounds
        return hasMore
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
            try session.forgetToken()
            return session.mayRecover()
        case .deviceRemoved, .partnerLeft: return try isProvable(problem, session)
        default: return false
        }
    }

    /// The server says that this device, or this partner's part in the couple, has ended. The signed log alone decides that: what is said
    /// beyond it stops this sync, and nothing else.
    ///
    /// - Returns: whether signing in once more may bring the entries that say so.
    /// - Throws: `deviceRemoved` or `youHaveLeft` where the log says so.
    private func isProvable(_ problem: Problem, _ session: Session<Store>) throws -> Bool {
        let (phase, isNew) = try change { work in
            let isNew = try work.take(proof: problem.entries ?? [], of: problem.code)
            return (work.membership.phase, isNew)
        }
        switch phase {
        case .removed: throw ClientError.deviceRemoved
        case .left: throw ClientError.youHaveLeft
        case .waiting, .paired, .partnerLeft: break
        }
        guard isNew || !session.hasAskedForProof else { return false }
        return try session.askForProof()
    }
}

extension OutboxEntry {
    var isLeaving: Bool { if case .entry(let write)? = write, case .leave = write.entry.action { true } else { false } }
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
