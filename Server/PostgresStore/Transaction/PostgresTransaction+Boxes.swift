package import Models
package import ServerCore
import StoreSQL
import Wire

extension PostgresTransaction {
    package func box(_ locator: Locator) throws -> BoxRow? { try first(.box, [locator.column], box) }

    package func boxes(of couple: CoupleID) throws -> [BoxRow] { try all(.boxes, [couple.column], box) }

    private func box(_ row: PostgresRow) throws -> BoxRow {
        BoxRow(
            locator: try row.fixed(BoxColumn.locator), couple: try row.fixed(BoxColumn.couple),
            side: try row.numbered(BoxColumn.side), kind: try row.named(BoxColumn.kind),
            device: try row.optionalFixed(BoxColumn.device), box: Blob(try row.octets(BoxColumn.box)),
            expires: row.optionalInteger(BoxColumn.expires).map(Instant.init(milliseconds:)),
            permit: try row.optionalFixed(BoxColumn.permit),
            answer: try row.optionalFixed(BoxColumn.answeredBy).map {
                BoxRow.Answer(partner: $0, proof: Blob(try row.octets(BoxColumn.proof)))
            })
    }

    package func token(_ hash: TokenHash) throws -> TokenRow? {
        try first(.token, [hash.column]) { row in
            TokenRow(
                hash: hash, couple: try row.fixed(0), device: DeviceKey(try row.fixed(2), of: try row.numbered(1)),
                expires: Instant(milliseconds: row.integer(3)))
        }
    }
}

extension PostgresTransaction {
    package func put(_ box: BoxRow) throws {
        // If another couple has taken the locator since this one looked, the transaction fails. Alone, it knows what is there.
        try write(
            .putBox, for: box.couple,
            [
                box.locator.column, box.side.rawValue, box.kind.rawValue, box.device?.column,
                box.box.bytes, box.expires?.milliseconds, box.answer?.partner.column, box.answer.map { $0.proof.bytes },
                box.permit?.column,
            ], mustChange: scope != .everything)
    }

    package func deleteBox(_ locator: Locator, of couple: CoupleID) throws {
        try write(.deleteBox, for: couple, [locator.column])
    }

    package func deleteUnansweredBoxes(expiredBefore time: Instant) throws {
        try deleteExpired(.deleteUnansweredBoxes, .deleteEveryUnansweredBox, .sweepBoxes, before: time)
    }

    package func add(_ token: TokenRow, keeping: Int) throws {
        let (side, device) = (token.device.side.rawValue, token.device.id.column)
        try write(.addToken, for: token.couple, [token.hash.column, side, device, token.expires.milliseconds])
        try write(.forgetTokens, for: token.couple, [side, device, token.hash.column, keeping - 1])
    }

    package func deleteTokens(of device: DeviceKey, couple: CoupleID) throws {
        try write(.deleteTokens, for: couple, [device.side.rawValue, device.id.column])
    }

    package func deleteTokens(expiredBefore time: Instant) throws {
        try deleteExpired(.deleteExpiredTokens, .deleteEveryExpiredToken, .sweepTokens, before: time)
    }

    package func deleteAllTokens() throws { try connection.queue(.deleteAllTokens) }

    /// A couple's own transaction deletes only what is the couple's. What is left of others is swept up after it.
    private func deleteExpired(_ own: Statement, _ every: Statement, _ sweep: Statement, before time: Instant) throws {
        switch scope {
        case .couple(let couple):
            try write(own, for: couple, [time.milliseconds])
            sweeper.note(sweep, before: time)
        case .everything: try connection.queue(every, [time.milliseconds])
        case .nothing: throw StoreError.readOnly
        }
    }
}
