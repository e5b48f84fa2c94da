package import Models
package import Wire

/// Decides one request as a pure function of the loaded data, the request and the time. Produces outcomes and effects.
package struct SyncDecision {
    package internal(set) var ledger: Ledger
    let caller: Caller
    let now: Instant
    let limits: Limits
    /// What this request's own writes changed. The caller already has it.
    package internal(set) var echoes: Set<FeedSubject> = []
    var touchedRounds: [RoundID] = []
    var mustRecount: Set<Side> = []
    /// A cache of the ledger's cards, valid for `count` devices: a device has one card, and devices are never deleted.
    private var cards: (count: Int, byID: [DeviceID: DeviceCard]) = (0, [:])

    package init(ledger: Ledger, caller: Caller, now: Instant, limits: Limits) {
        self.ledger = ledger
        self.caller = caller
        self.now = now
        self.limits = limits
    }

    /// - Parameter checks: one for each write, from `WriteCheck`.
    mutating func decide(_ writes: [Write], checks: [WriteCheck]) -> [Outcome] {
        zip(writes, checks).map { decide($0, check: $1) }
    }

    /// Applies what follows from all the writes together.
    ///
    /// - Precondition: for `sidesWithEndings`, the ledger holds seals and grants.
    mutating func conclude(offering: Bool) {
        if !offering { settle() }
        mustRecount.formUnion(ledger.sidesWithEndings)
        if !ledger.sidesWithEndings.isEmpty { ledger.dropDeadGrants() }
        for side in Side.allCases where mustRecount.contains(side) {
            discountSealsOfEndedDevices(on: side)
            countWaitingSeals(on: side)
        }
        for round in touchedRounds { advance(round) }
    }

    private mutating func decide(_ write: Write, check: WriteCheck) -> Outcome {
        let isEntry = if case .entry = write { true } else { false }
        // For an entry, its place and the room are checked before its signature.
        let check = check == .unknownSigner && !isEntry ? WriteCheck(write, cards: cardsByNow()) : check
        switch write {
        case .record(let write): return caller.isPaper ? .refused(.notForPaper) : decide(write, check)
        case .opening(let opening): return caller.isPaper ? .refused(.notForPaper) : decide(opening, check)
        case .pair(let pair): return caller.isPaper ? .refused(.notForPaper) : decide(pair, check)
        case .box(let box): return caller.isPaper ? .refused(.notForPaper) : decide(box)
        case .entry(let entry): return decide(entry, check)
        case .grant(let grant): return decide(grant, check)
        }
    }

    private mutating func cardsByNow() -> [DeviceID: DeviceCard] {
        if cards.count != ledger.devices.count { cards = (ledger.devices.count, ledger.cards) }
        return cards.byID
    }

    /// The error for a write whose check failed.
    func flaw(_ check: WriteCheck) -> ErrorCode? {
        switch check {
        case .sound: nil
        case .flawed(let code): code
        case .unknownSigner: .deviceNotAlive
        }
    }
}
