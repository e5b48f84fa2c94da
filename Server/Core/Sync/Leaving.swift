import Models
import Wire

/// Deletes what the server must not keep once a partner has left.
struct Leaving<Writer: StoreWriter> {
    let writer: Writer
    let couple: CoupleRow

    /// Deletes the leaver's tokens, boxes, personal grants, `own` records and unrevealed answers. What the couple shares stays for
    /// the other partner to pull. If there is no other partner, or they have left too, it's deleted as well.
    func purge(_ side: Side) throws {
        for device in try writer.devices(of: couple.id) where device.side == side {
            try writer.deleteTokens(of: device.key, couple: couple.id)
        }
        for box in try writer.boxes(of: couple.id) where box.side == side || box.kind == .invitation {
            try writer.deleteBox(box.locator, of: couple.id)
        }
        for row in try writer.records(in: RecordScope(of: .own, by: side), of: couple.id) where row.phase != .revealed {
            try delete(row)
        }
        for grant in try writer.grants(of: couple.id) where grant.side == side && !grant.grant.purpose.isShared {
            try delete(grant)
        }
        if !couple.isPaired || couple.sides[side.other].hasLeft { try purgeAll() }
    }

    private func purgeAll() throws {
        for scope in RecordScope.allCases {
            for row in try writer.records(in: scope, of: couple.id) { try delete(row) }
        }
        for grant in try writer.grants(of: couple.id) { try delete(grant) }
        try writer.deleteWithdrawals(of: couple.id)
    }

    private func delete(_ row: RecordRow) throws {
        for reader in Side.allCases {
            if let position = row.positions[reader] { try writer.vacate(position, side: reader, of: couple.id) }
        }
        try writer.deleteRecord(row.key, of: couple.id)
    }

    private func delete(_ grant: GrantRow) throws {
        for reader in Side.allCases {
            if let position = grant.positions[reader] { try writer.vacate(position, side: reader, of: couple.id) }
        }
        try writer.deleteGrant(grant.digest, of: couple.id)
    }
}
