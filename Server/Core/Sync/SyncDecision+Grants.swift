import Models
import Wire

extension SyncDecision {
    mutating func decide(_ grant: KeyGrant, _ check: WriteCheck) -> Outcome {
        guard grant.couple == caller.couple else { return .refused(.foreignCouple) }
        guard grant.author == caller.partner else { return .refused(.foreignAuthor) }
        if let code = flaw(check) { return .refused(code) }
        guard let signer = ledger.devices[DeviceKey(grant.device, of: caller.side)], signer.isLive else {
            return .refused(.deviceNotAlive)
        }
        guard signer.card.kind == .machine else { return .refused(.notForPaper) }
        let digest = grant.digest
        guard ledger.grants[digest] == nil else { return .applied }
        guard let size = WireSize.of(grant), size <= min(limits.entryBytes, Room.grantBytes) else {
            return .refused(.entryTooLarge)
        }
        guard ledger.hasRoomForGrant(on: caller.side, limits) else { return .refused(.quotaRecords) }
        let usage = ledger.couple.sides[caller.side]
        if usage.records >= limits.recordsPerPartner { return .refused(.quotaRecords) }
        if usage.bytes + size > limits.bytesPerPartner { return .refused(.quotaBytes) }
        ledger.add(grant, digest: digest, by: caller.side)
        ledger.dropWhatFollows(from: grant, digest: digest, on: caller.side)
        echoes.insert(.grant(digest))
        return .applied
    }
}

extension Ledger {
    /// As with entries, a removed device's grants don't use up the room of the device that removed it.
    func hasRoomForGrant(on side: Side, _ limits: Limits) -> Bool {
        let rows = grants.values.filter { $0.side == side }
        let live = rows.filter { devices[DeviceKey($0.grant.device, of: side)]?.isLive == true }
        return rows.count < Room.allGrants(limits) && live.count < Room.grants(limits)
    }

    /// Drops earlier grants of the same key by the same device whose recipients are all among the new grant's. Grants by other
    /// devices stay: a stolen device could otherwise replace them with grants that no device can decrypt.
    mutating func dropWhatFollows(from grant: KeyGrant, digest: VersionDigest, on side: Side) {
        let recipients = Set(grant.sealed.map(\.recipient))
        let redundant = grants.values.filter { row in
            let old = row.grant
            return row.digest != digest && row.side == side && old.device == grant.device && old.key == grant.key
                && old.purpose == grant.purpose && old.epoch == grant.epoch
                && recipients.isSuperset(of: old.sealed.map(\.recipient))
        }
        for row in redundant { drop(row) }
    }

    mutating func drop(_ row: GrantRow) {
        grants[row.digest] = nil
        effects.grants.removeAll { $0.digest == row.digest }
        effects.deletedGrants.append(row.digest)
        for side in Side.allCases { vacate(row.positions[side], on: side) }
        // Grants that came with a joiner were not counted in earlier versions.
        couple.sides[row.side].records = max(0, couple.sides[row.side].records - 1)
        couple.sides[row.side].bytes = max(0, couple.sides[row.side].bytes - (WireSize.of(row.grant) ?? 0))
    }

    /// Personal keys go only into their maker's feed, the couple's into both.
    mutating func add(_ grant: KeyGrant, digest: VersionDigest, by side: Side) {
        couple.sides[side].records += 1
        couple.sides[side].bytes += WireSize.of(grant) ?? 0
        var row = GrantRow(side: side, digest: digest, grant: grant, positions: PerSide(both: nil))
        row.positions[side] = place(.grant(digest), on: side)
        if grant.purpose.isShared { row.positions[side.other] = place(.grant(digest), on: side.other) }
        grants[digest] = row
        effects.grants.append(row)
    }
}
