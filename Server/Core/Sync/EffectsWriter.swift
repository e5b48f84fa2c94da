import Models

/// Writes a decision's effects to the store.
struct EffectsWriter<Writer: StoreWriter> {
    let writer: Writer

    /// - Precondition: `ledger` was loaded in the same transaction.
    /// - Returns: whom they touch.
    func apply(_ ledger: Ledger) throws -> Touched {
        let couple = ledger.couple.id
        let effects = ledger.effects
        try writer.put(ledger.couple)
        for key in effects.devices {
            if let device = ledger.devices[key] { try writer.put(device, of: couple) }
        }
        for entry in effects.entries { try writer.append(entry, of: couple) }
        for digest in effects.deletedGrants { try writer.deleteGrant(digest, of: couple) }
        for grant in effects.grants { try writer.insert(grant, of: couple) }
        for (key, body) in effects.bodies {
            if let row = ledger.records[key] { try writer.put(row, body: body, of: couple) }
        }
        for key in effects.updated {
            if let row = ledger.records[key] { try writer.update(row, of: couple) }
        }
        try applyFeeds(ledger)
        for locator in effects.deletedBoxes { try writer.deleteBox(locator, of: couple) }
        for locator in effects.boxes {
            if let box = ledger.boxes[locator] { try writer.put(box) }
        }
        for device in effects.ended { try writer.deleteTokens(of: device, couple: couple) }
        for side in effects.leavers { try Leaving(writer: writer, couple: ledger.couple).purge(side) }
        return Touched(
            partners: Set(effects.touched.map { PartnerKey(couple, $0) }), couples: effects.changesMembers ? [couple] : [])
    }

    private func applyFeeds(_ ledger: Ledger) throws {
        let couple = ledger.couple.id
        for side in Side.allCases {
            for position in ledger.effects.vacated[side] { try writer.vacate(position, side: side, of: couple) }
            let head = ledger.heads[side]
            var position = head
            if !ledger.effects.placed[side].isEmpty { try writer.begin(ledger.point, at: head.next, side: side, of: couple) }
            for subject in ledger.effects.placed[side] {
                position = position.next
                if let subject { try writer.place(subject, at: position, side: side, of: couple) }
            }
            if head.value / Room.positionsBetweenCounts != position.value / Room.positionsBetweenCounts {
                try writer.forgetPoints(keeping: Room.points, side: side, of: couple)
            }
            for withdrawal in ledger.effects.withdrawals[side] { try writer.add(withdrawal, side: side, of: couple) }
        }
    }
}
