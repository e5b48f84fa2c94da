import Catalogue
import Models
import Vault
import Wire

/// One sync: a sequence of exchanges until the goal is reached. Owns the session with the server.
///
/// In an exchange, the loop signs in if necessary, builds a request (`RequestBuilder`), sends it, and applies the reply
/// (`IncomingPage`). It builds the request in one transaction and applies the reply in another, so that a sync can end between any
/// two steps without losing anything.
final class SyncLoop {
    /// How far to go on.
    enum Goal {
        /// Until nothing is left to send or fetch.
        case rest
        /// The same, but for at most this many exchanges.
        case exchanges(Int)
        /// Until the server has accepted or refused the entry with which this partner leaves.
        case left
    }

    private struct Exchange {
        let prepared: PreparedSync
        let response: SyncResponse
        /// It could issue stamps, which requires the server's time.
        let canStamp: Bool
    }

    private let client: Client
    private let session: Session
    private var patience = Patience()
    private var isAskingAnew = false
    /// Exchanges that got a reply.
    private var count = 0
    /// Rounds whose openings haven't been examined yet in this run; `nil` for all.
    private var frozen: FrozenRounds?
    /// Rounds that the server doesn't treat as frozen, whatever it shows: their openings are sent again with the next sync.
    private var refusedOpenings: Set<RoundID> = []
    private var room = RequestRoom()
    /// More is to come, which may remove a device that holds the current keys, so new text waits for it. Not forever, because a
    /// feed may have no end.
    private var isBehind = false

    /// In the current exchange, this device has a token.
    private var isSignedIn = false

    /// In this run, what a check-in that was revealed leads to has been noted.
    private var hasFollowed = false

    private static let pagesBeforeWriting = 50

    /// - Parameter budget: for the whole sync; `nil` for no limit.
    /// - Throws: `youHaveLeft`, `noServer`, `store`.
    init(client: Client, budget: Duration?) throws(ClientError) {
        self.client = client
        if try client.read({ !$0.isPhaseSigned }) { try client.write { $0.believeSignedLogs() } }
        let address: ServerAddress = try client.read { home in
            if home.membership.phase == .left { throw ClientError.youHaveLeft }
            guard let server = home.membership.server else { throw ClientError.noServer }
            return server
        }
        session = Session(client: client, api: ServerAPI(transport: client.connect(address, budget)))
    }

    /// - Parameters:
    ///   - report: the results of all exchanges, even if one of them throws.
    ///   - progress: called after each exchange.
    /// - Throws: whatever stops the sync.
    func run(until goal: Goal, _ report: inout SyncReport, _ progress: (SyncReport) -> Void) throws(ClientError) {
        while true {
            guard let exchange = try exchange() else { continue }
            let step = try client.write { try IncomingPage.apply(exchange.response, for: exchange.prepared, to: $0) }
            report.add(step)
            progress(report)
            note(step, exchange.response)
            if !step.more, !hasFollowed, report.opened.contains(where: { $0.prompt == CheckIn.prompt.id }) {
                hasFollowed = true
                try client.write { try $0.focus.follow() }
            }
            switch goal {
            case .exchanges(let most) where count >= most: return
            case .left where try isLeavingSettled(): return
            default: break
            }
            if step.hasLeft { throw .youHaveLeft }
            try patience.watch(step)
            if isAskingAnew, step.more { continue }
            isAskingAnew = false
            if step.more { continue }
            if try hasMoreToSend(canStamp: exchange.canStamp) { continue }
            guard case .rest = goal, try client.write({ try $0.passedOverItems.beginsAskingAnew() }) else { return }
            // The whole feed arrives again, and counts as new to this run once more.
            (patience, isAskingAnew) = (Patience(), true)
        }
    }

    // MARK: One exchange

    /// - Returns: `nil` after a recovery: the exchange should be tried again.
    private func exchange() throws(ClientError) -> Exchange? {
        do throws(ClientError) {
            // Signing in comes first: it may state the time, and a couple that is founded again starts without a cursor.
            isSignedIn = false
            try session.signInIfNeeded()
            isSignedIn = true
            let clock = isBehind && count < Self.pagesBeforeWriting ? nil : session.clock
            let prepared = try prepare(clock)
            do throws(ClientError) {
                return Exchange(prepared: prepared, response: try session.sync(prepared.request), canStamp: clock != nil)
            } catch {
                guard let code = error.tooLarge, try sendsLess(than: prepared, because: code) else { throw error }
                frozen = nil
                return nil
            }
        } catch {
            // Whatever was to be sent may not have arrived.
            frozen = nil
            guard try recovers(from: error) else { throw error }
            // Another history starts from the beginning: all of it is new again.
            (patience, isAskingAnew) = (Patience(), false)
            return nil
        }
    }

    private func prepare(_ clock: StampClock?) throws(ClientError) -> PreparedSync {
        try client.write { edit in
            if isAskingAnew { return try edit.requests.prepareAskingAnew() }
            var rounds = try frozen ?? Openings(home: edit.home).frozenRounds()
            defer { frozen = rounds }
            return try edit.requests.prepare(clock: clock, openingsOf: &rounds, room: room)
        }
    }

    private func note(_ step: SyncStep, _ response: SyncResponse) {
        refusedOpenings.formUnion(step.refusedOpenings)
        if step.hasNewKeys { frozen = nil } else { frozen?.append(step.touched.subtracting(refusedOpenings)) }
        session.hearTime(response.time)
        isBehind = response.more
        count += 1
    }

    /// Reacts to a request that was too large: the next one holds half as much, and a write that was alone in it is set aside.
    ///
    /// - Returns: `false` if it can't be left out: nothing offered to another history may be.
    private func sendsLess(than prepared: PreparedSync, because code: ErrorCode) throws(ClientError) -> Bool {
        let writes = prepared.request.writes
        if writes.count > 1 {
            room.halve(writes)
            return true
        }
        guard case .outbox(let sequence)? = prepared.origins.first else { return false }
        room.setAside(sequence)
        try client.write { try $0.outbox.refuse(sequence, code) }
        return true
    }

    // MARK: What remains

    private func isLeavingSettled() throws(ClientError) -> Bool {
        try client.readStore { try !$0.outbox(.plain, after: 0, limit: .max).contains { $0.isLeaving && $0.refusal == nil } }
    }

    /// Whether another exchange would send something that wasn't just refused.
    ///
    /// - Parameter canStamp: whether the last one could issue stamps: entries that were stamped again in vain get one try per sync.
    private func hasMoreToSend(canStamp: Bool) throws(ClientError) -> Bool {
        try client.read { home in
            if try !home.reader.offers(limit: 1).isEmpty { return true }
            let openings = Openings(home: home)
            var left = try frozen ?? openings.frozenRounds()
            defer { frozen = left }
            if try openings.isOpeningOwed(in: &left) { return true }
            var isSendable = false
            try home.forEachPage(of: .unrefused) { entries in
                isSendable = try entries.contains { entry in
                    guard entry.restamped <= 2 || !canStamp else { return false }
                    return try entry.write != nil || home.isSendable(entry)
                }
                return !isSendable
            }
            return isSendable
        }
    }

    // MARK: Recovery

    /// - Returns: whether the exchange is worth another try after recovering.
    private func recovers(from error: ClientError) throws(ClientError) -> Bool {
        guard case .problem(let problem) = error else { return false }
        switch problem.code {
        case .historyChanged:
            try client.write { edit in
                try edit.offering.beginOffering(wentBack: true)
                try edit.notify(.serverWentBack)
            }
            return session.mayRecover()
        case .tokenExpired, .tokenUnknown:
            try session.forgetToken()
            return session.mayRecover()
        // Signing in says whether the server still knows this device, and founds the couple again if it doesn't.
        case .coupleUnknown, .deviceUnknown:
            guard isSignedIn else { return false }
            try session.forgetToken()
            return session.mayRecover()
        case .deviceRemoved, .partnerLeft: return try isProvable(problem)
        default: return false
        }
    }

    /// The server claims that this device was removed, or that this partner has left the couple. Only the signed log decides that:
    /// an unproven claim stops this sync, and nothing else.
    ///
    /// - Returns: whether signing in again may deliver the entries that prove it.
    /// - Throws: `deviceRemoved` or `youHaveLeft` if the log proves it.
    private func isProvable(_ problem: Problem) throws(ClientError) -> Bool {
        let (phase, isNew) = try client.write { edit in
            let isNew = try IncomingPage(edit).apply(proof: problem.entries ?? [], of: problem.code)
            return (edit.membership.phase, isNew)
        }
        switch phase {
        case .removed: throw .deviceRemoved
        case .left: throw .youHaveLeft
        case .waiting, .paired, .partnerLeft: break
        }
        guard isNew || !session.hasAskedForProof else { return false }
        return try session.askForProof()
    }
}

extension SyncReport {
    fileprivate mutating func add(_ step: SyncStep) {
        pushed += step.pushed
        pulled += step.pulled
        opened += step.opened
        takenBack = step.takenBack ?? takenBack
    }
}

extension OutboxEntry {
    var isLeaving: Bool { if case .entry(let write)? = write, case .leave = write.entry.action { true } else { false } }
}
