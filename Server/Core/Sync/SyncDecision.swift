package import Models
package import Wire

/// Decides one exchange, purely: from what was loaded, the request and the time, to outcomes and effects.
package struct SyncDecision {
    package internal(set) var ledger: Ledger
    let caller: Caller
    let now: Instant
    let limits: Limits
    /// What the writes of this request themselves changed: the caller has it already.
    package internal(set) var echoes: Set<FeedSubject> = []
    var touchedRounds: [RoundID] = []
    var mustRecount: Set<Side> = []

    package init(ledger: Ledger, caller: Caller, now: Instant, limits: Limits) {
        self.ledger = ledger
        self.caller = caller
        self.now = now
        self.limits = limits
    }

    /// - Parameter checks: one for each write of the request, from `WriteCheck`.
    package mutating func decide(_ request: SyncRequest, checks: [WriteCheck]) -> [Outcome] {
        let outcomes = zip(request.writes, checks).map { decide($0, check: $1) }
        if !request.offering { settle() }
        for side in Side.allCases where mustRecount.contains(side) {
            discountSealsOfEndedDevices(on: side)
            countWaitingSeals(on: side)
        }
        for round in touchedRounds { advance(round) }
        return outcomes
    }

    private mutating func decide(_ write: Write, check: WriteCheck) -> Outcome {
        var check = check
        if check == .unknownSigner { check = WriteCheck(write, cards: ledger.cards) }
        switch write {
        case .record(let write): return caller.isPaper ? .refused(.notForPaper) : decide(write, check)
        case .opening(let opening): return caller.isPaper ? .refused(.notForPaper) : decide(opening, check)
        case .pair(let pair): return caller.isPaper ? .refused(.notForPaper) : decide(pair, check)
        case .box(let box): return caller.isPaper ? .refused(.notForPaper) : decide(box)
        case .entry(let entry): return decide(entry, check)
        case .grant(let grant): return decide(grant, check)
        }
    }

    /// The error of a write whose check failed.
    func flaw(_ check: WriteCheck) -> ErrorCode? {
        switch check {
        case .sound: nil
        case .flawed(let code): code
        case .unknownSigner: .deviceNotAlive
        }
    }
}
