package import Models

/// Begins a new history of a couple: after a client has shown that the server was rolled back, or after a restore.
package struct NewHistory<Writer: StoreWriter> {
    let writer: Writer
    let random: (Int) -> Bytes

    package init(writer: Writer, random: @escaping (Int) -> Bytes) {
        self.writer = writer
        self.random = random
    }

    /// Marks every device as unsettled. Every seal that isn't frozen stops counting, and only its author still sees it.
    ///
    /// - Throws: what `writer` throws.
    package func begin(for couple: CoupleRow) throws {
        try writer.addFormerHistory(couple.history, of: couple.id)
        var couple = couple
        couple.history = HistoryID(validated: random(HistoryID.byteCount))
        try writer.put(couple)
        for var device in try writer.devices(of: couple.id) where device.isSettled {
            device.isSettled = false
            try writer.put(device, of: couple.id)
        }
        for side in Side.allCases {
            for var row in try writer.unfrozenSeals(in: RecordScope(of: .sealed, by: side), of: couple.id) {
                row.counts = false
                if let position = row.positions[side.other] { try writer.vacate(position, side: side.other, of: couple.id) }
                row.positions[side.other] = nil
                try writer.update(row, of: couple.id)
            }
        }
        try writer.deleteWithdrawals(of: couple.id)
    }

    /// For `restore`: begins a new history for every couple and deletes all tokens.
    ///
    /// - Throws: what `writer` throws.
    package func beginEverywhere() throws {
        for id in try writer.coupleIDs() {
            if let couple = try writer.couple(id) { try begin(for: couple) }
        }
        try writer.deleteAllTokens()
    }
}
