import Models
import Wire

extension SyncDecision {
    mutating func decide(_ write: RecordWrite, _ check: WriteCheck) -> Outcome {
        let header = write.record.header
        if let code = flaw(write, check) { return .refused(code) }
        let key = RecordKey(scope: RecordScope(of: header.visibility, by: caller.side), id: header.id)
        let current = ledger.records[key]
        let standing = current.flatMap { $0.isFrozen || ledger.counts($0) ? $0 : nil }
        if let standing, let code = misfit(header, with: standing.header) { return .refused(code) }
        let merge = Merge.decide(
            incoming: header.version, current: standing?.header.version, currentIsFrozen: standing?.isFrozen ?? false)
        switch merge {
        case .superseded: return .superseded
        case .locked: return .locked
        case .same:
            if let current { confirm(current, by: write) }
            return .applied
        case .applied:
            if let code = overQuota(write.record, replacing: current) { return .refused(code) }
            apply(write, at: key, over: current)
            return .applied
        }
    }

    /// Why a version is rejected regardless of the stored one, or `nil`.
    private func flaw(_ write: RecordWrite, _ check: WriteCheck) -> ErrorCode? {
        let header = write.record.header
        guard header.couple == caller.couple else { return .foreignCouple }
        guard header.author == caller.partner else { return .foreignAuthor }
        guard write.record.body.count <= limits.bodyBytes, write.record.keepsItsKeysShort, write.opening?.keepsItsKeyShort ?? true
        else { return .bodyTooLarge }
        if let code = flaw(check) { return code }
        guard write.offered || header.device == caller.device else { return .badSignature }
        guard ledger.accepts(header.digest, by: header.device, on: caller.side) else { return .deviceNotAlive }
        if let opening = write.opening, let code = misfit(opening, with: write) { return code }
        guard !ledger.couple.hasEnded else { return .coupleEnded }
        if header.visibility == .sealed, !ledger.couple.isPaired { return .unpaired }
        return header.stamp.time <= latestTime(offered: write.offered) ? nil : .stampInFuture
    }

    /// A stamp that was accepted once can always be followed, even if its counter is at its maximum.
    private func latestTime(offered: Bool) -> Instant {
        let ahead = offered ? max(limits.futureSeconds, Stamp.offeredSeconds) : limits.futureSeconds
        let bound = now.advanced(by: .seconds(ahead))
        let greatest = ledger.couple.sides[caller.side].greatest
        return greatest.isPossible ? max(bound, greatest.advanced(by: .milliseconds(1))) : bound
    }

    private func misfit(_ opening: Opening, with write: RecordWrite) -> ErrorCode? {
        let header = write.record.header
        guard header.visibility == .sealed, !header.isDeleted else { return .fieldsDoNotFit }
        guard opening.fits(header), opening.partnerCommitment == nil || write.offered else { return .commitmentMismatch }
        return ledger.accepts(opening.digest, by: opening.device, on: caller.side) ? nil : .badSignature
    }

    /// Checks the fields that must not change from one version of a record to the next.
    private func misfit(_ header: RecordHeader, with current: RecordHeader) -> ErrorCode? {
        if current.visibility == .shared, current.owner == .author, current.author != header.author { return .foreignAuthor }
        guard header.visibility == current.visibility, header.owner == current.owner, header.round == current.round else {
            return .fieldsDoNotFit
        }
        return nil
    }

    private func overQuota(_ record: Record, replacing current: RecordRow?) -> ErrorCode? {
        let isOwn = current?.header.author == caller.partner
        let usage = ledger.couple.sides[caller.side]
        if !isOwn, usage.records >= limits.recordsPerPartner { return .quotaRecords }
        let growth = record.body.count - (isOwn ? current?.bodyBytes ?? 0 : 0)
        return growth > 0 && usage.bytes + growth > limits.bytesPerPartner ? .quotaBytes : nil
    }

    private mutating func apply(_ write: RecordWrite, at key: RecordKey, over current: RecordRow?) {
        let record = write.record
        let isSeal = record.header.visibility == .sealed && !record.header.isDeleted
        let row = RecordRow(
            key: key, header: record.header, signature: record.signature, bodyBytes: record.body.count, ownKey: record.ownKey,
            opening: storable(write.opening), phase: isSeal ? .sealed : nil,
            counts: !isSeal || !write.offered || ledger.isSettled(caller.side), positions: current?.positions ?? PerSide(both: nil))
        ledger.put(row, body: record.body, by: caller.side)
        ledger.move(key, on: caller.side)
        ledger.sawStamp(record.header.stamp.time, on: caller.side)
        echoes.insert(.record(key))
        switch record.header.visibility {
        case .own: break
        case .shared:
            ledger.move(key, on: caller.side.other)
            ledger.sawStamp(record.header.stamp.time, on: caller.side.other)
        case .sealed:
            isSeal ? show(key) : withdraw(key)
            if let round = record.header.round { touchedRounds.append(round) }
        }
    }

    /// An opening that names the partner's commitment belongs to a frozen round of another history. The client sends it again once
    /// the round is frozen.
    private func storable(_ opening: Opening?) -> Opening? { opening?.partnerCommitment == nil ? opening : nil }

    /// The version is already stored. It counts if it was sealed again, and gets the opening if it has none.
    private mutating func confirm(_ current: RecordRow, by write: RecordWrite) {
        guard current.phase == .sealed else { return }
        var row = current
        row.opening = row.opening ?? storable(write.opening)
        row.counts = row.counts || !write.offered
        guard row != current else { return }
        ledger.records[row.key] = row
        ledger.markUpdated(row.key)
        show(row.key)
        if let round = row.header.round { touchedRounds.append(round) }
    }
}

// MARK: - The partner's view of a seal
extension SyncDecision {
    /// Shows the author's partner that an answer is sealed, once it counts. A replacement isn't shown again: the partner sees only
    /// that an answer is sealed.
    mutating func show(_ key: RecordKey) {
        guard let row = ledger.records[key], row.counts, let author = ledger.couple.side(of: row.header.author),
            row.positions[author.other] == nil
        else { return }
        ledger.move(key, on: author.other)
    }

    /// Removes a seal from the partner's feed and records where it was, for readers who have seen it.
    private mutating func withdraw(_ key: RecordKey) {
        let partner = caller.side.other
        guard let seen = ledger.records[key]?.positions[partner] else { return }
        ledger.vacate(seen, on: partner)
        ledger.records[key]?.positions[partner] = nil
        ledger.markUpdated(key)
        let position = ledger.place(nil, on: partner)
        ledger.effects.withdrawals[partner].append(WithdrawalRow(key: key, seenFrom: seen, position: position))
    }
}

// MARK: - Wrapped keys
extension Record {
    /// The own key isn't part of the body that is counted.
    var keepsItsKeysShort: Bool { ownKey.map { $0.sealed.count <= Room.wrappedBytes } ?? true }
}

extension Opening {
    var keepsItsKeyShort: Bool { wrapped.sealed.count <= Room.wrappedBytes }
}
