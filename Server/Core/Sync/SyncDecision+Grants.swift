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
        guard let size = WireSize.of(grant), size <= limits.entryBytes else { return .refused(.entryTooLarge) }
        let usage = ledger.couple.sides[caller.side]
        if usage.records >= limits.recordsPerPartner { return .refused(.quotaRecords) }
        if usage.bytes + size > limits.bytesPerPartner { return .refused(.quotaBytes) }
        ledger.couple.sides[caller.side].records += 1
        ledger.couple.sides[caller.side].bytes += size
        ledger.add(grant, digest: digest, by: caller.side)
        echoes.insert(.grant(digest))
        return .applied
    }
}

extension Ledger {
    /// Personal keys go into their maker's feed alone, the couple's into both.
    mutating func add(_ grant: KeyGrant, digest: VersionDigest, by side: Side) {
        var row = GrantRow(side: side, digest: digest, grant: grant, positions: PerSide(both: nil))
        row.positions[side] = place(.grant(digest), on: side)
        if grant.purpose.isShared { row.positions[side.other] = place(.grant(digest), on: side.other) }
        grants[digest] = row
        effects.grants.append(row)
    }
}
