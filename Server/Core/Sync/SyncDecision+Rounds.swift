import Models
import Wire

extension SyncDecision {
    /// Records that the calling device has nothing left to offer.
    mutating func settle() {
        guard !caller.isPaper, let device = ledger.devices[caller.key], device.isLive, !device.isSettled else { return }
        ledger.devices[caller.key]?.isSettled = true
        ledger.effects.devices.insert(caller.key)
        mustRecount.insert(caller.side)
    }

    /// Of a removed device's seals, only those that its removal names still count, so that no round freezes with what a thief sealed.
    mutating func discountSealsOfEndedDevices(on side: Side) {
        let scope = RecordScope(of: .sealed, by: side)
        for row in ledger.records.values where row.key.scope == scope && row.phase == .sealed && row.counts {
            guard !ledger.accepts(row.header.digest, by: row.header.device, on: side) else { continue }
            ledger.records[row.key]?.counts = false
            ledger.markUpdated(row.key)
        }
    }

    /// Once all of a partner's live machines have settled, waiting seals that none of them withdrew count.
    mutating func countWaitingSeals(on side: Side) {
        guard ledger.isSettled(side) else { return }
        let scope = RecordScope(of: .sealed, by: side)
        let waiting = ledger.records.values.filter { row in
            row.key.scope == scope && row.phase == .sealed && !row.counts
                && ledger.accepts(row.header.digest, by: row.header.device, on: side)
        }
        for row in waiting.sorted(by: { $0.header.id < $1.header.id }) {
            ledger.records[row.key]?.counts = true
            ledger.markUpdated(row.key)
            show(row.key)
            if let round = row.header.round { touchedRounds.append(round) }
        }
    }

    /// Freezes and reveals a round as `Reveal.phase` decides.
    mutating func advance(_ round: RoundID) {
        guard let inviter = ledger.couple.sides.inviter.partner, let joiner = ledger.couple.sides.joiner.partner else { return }
        let keys = [
            RecordKey(answerOf: round, by: inviter, on: .inviter), RecordKey(answerOf: round, by: joiner, on: .joiner),
        ]
        guard let first = ledger.records[keys[0]], let second = ledger.records[keys[1]] else { return }
        let phase = Reveal.phase(of: first.side, and: second.side, wasFrozen: first.isFrozen && second.isFrozen)
        guard let phase, first.phase != phase || second.phase != phase else { return }
        for (key, row) in zip(keys, [first, second]) {
            ledger.records[key]?.phase = phase
            for side in Side.allCases {
                ledger.move(key, on: side)
                ledger.sawStamp(row.header.stamp.time, on: side)
            }
            echoes.remove(.record(key))
        }
    }
}

extension RecordRow {
    /// The row as `Reveal.phase` sees it.
    fileprivate var side: Reveal.Side {
        Reveal.Side(isSealed: phase != nil, counts: counts, isOpened: opening != nil)
    }
}
