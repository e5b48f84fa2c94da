package import Models
package import ServerCore
import StoreSQL

extension PostgresTransaction {
    package func record(_ key: RecordKey, of couple: CoupleID) throws -> RecordRow? {
        try first(.record, [couple.column, key.scope.rawValue, key.id.column]) { try record($0, couple) }
    }

    package func body(of key: RecordKey, of couple: CoupleID) throws -> Blob? {
        try first(.body, [couple.column, key.scope.rawValue, key.id.column]) { Blob(try $0.octets(0)) }
    }

    package func records(in scope: RecordScope, of couple: CoupleID) throws -> [RecordRow] {
        try all(.records, [couple.column, scope.rawValue]) { try record($0, couple) }
    }

    package func unfrozenSeals(in scope: RecordScope, of couple: CoupleID) throws -> [RecordRow] {
        try all(.unfrozenSeals, [couple.column, scope.rawValue]) { try record($0, couple) }
    }

    private func record(_ row: PostgresRow, _ couple: CoupleID) throws -> RecordRow {
        guard let counter = UInt32(exactly: row.integer(RecordColumn.counter)) else { throw StoreError.corrupt }
        let stamp = Stamp(
            time: Instant(milliseconds: row.integer(RecordColumn.time)), counter: counter,
            device: try row.fixed(RecordColumn.device))
        let header = RecordHeader(
            couple: couple, id: try row.fixed(RecordColumn.id), visibility: try row.named(RecordColumn.class),
            owner: try row.named(RecordColumn.owner),
            author: try row.fixed(RecordColumn.author),
            stamp: stamp, isDeleted: row.flag(RecordColumn.deleted), round: try row.optionalFixed(RecordColumn.round),
            commitment: try row.optionalFixed(RecordColumn.commitment),
            key: try row.optionalFixed(RecordColumn.key), bodyHash: try row.fixed(RecordColumn.bodyHash))
        return RecordRow(
            key: RecordKey(scope: try row.numbered(RecordColumn.scope), id: header.id), header: header,
            signature: try row.fixed(RecordColumn.signature),
            bodyBytes: Int(row.integer(RecordColumn.bodyBytes)), ownKey: try wrapped(row, .ownKey, .ownKeySealed),
            opening: try opening(row, header),
            phase: try row.optionalInteger(RecordColumn.phase).map(SealPhase.init(number:)), counts: row.flag(RecordColumn.counts),
            positions: PerSide(
                inviter: row.optionalPosition(RecordColumn.inviterPosition),
                joiner: row.optionalPosition(RecordColumn.joinerPosition)))
    }

    private func wrapped(_ row: PostgresRow, _ key: RecordColumn, _ sealed: RecordColumn) throws -> WrappedContentKey? {
        guard let key: KeyID = try row.optionalFixed(key) else { return nil }
        return WrappedContentKey(key: key, sealed: Blob(try row.octets(sealed)))
    }

    /// The fields that an opening shares with its record are stored only once.
    private func opening(_ row: PostgresRow, _ header: RecordHeader) throws -> Opening? {
        guard let device: DeviceID = try row.optionalFixed(RecordColumn.openingDevice) else { return nil }
        guard let wrapped = try wrapped(row, .openingKey, .openingSealed), let round = header.round,
            let commitment = header.commitment
        else {
            throw StoreError.corrupt
        }
        return Opening(
            couple: header.couple, round: round, author: header.author, device: device, commitment: commitment,
            partnerCommitment: try row.optionalFixed(RecordColumn.openingPartnerCommitment), wrapped: wrapped,
            signature: try row.fixed(RecordColumn.openingSignature))
    }
}

extension PostgresTransaction {
    package func put(_ record: RecordRow, body: Blob, of couple: CoupleID) throws {
        let header = record.header
        let fixed: [(any PostgresArgument)?] = [
            record.key.scope.rawValue, header.id.column, header.visibility.rawValue, header.owner.rawValue,
            header.author.column, header.stamp.time.milliseconds, Int64(header.stamp.counter), header.stamp.device.column,
            header.isDeleted, header.round?.column, header.commitment?.column, header.key?.column, header.bodyHash.column,
            record.signature.column,
        ]
        try write(.putRecord, for: couple, fixed + changing(record) + [record.bodyBytes, body.bytes])
    }

    package func update(_ record: RecordRow, of couple: CoupleID) throws {
        try write(.updateRecord, for: couple, [record.key.scope.rawValue, record.key.id.column] + changing(record))
    }

    package func deleteRecord(_ key: RecordKey, of couple: CoupleID) throws {
        try write(.deleteRecord, for: couple, [key.scope.rawValue, key.id.column])
    }

    private func changing(_ record: RecordRow) -> [(any PostgresArgument)?] {
        [
            record.ownKey?.key.column, record.ownKey.map { $0.sealed.bytes },
            record.opening?.device.column, record.opening?.partnerCommitment?.column, record.opening?.wrapped.key.column,
            record.opening.map { $0.wrapped.sealed.bytes }, record.opening?.signature.column,
            record.phase?.number, record.counts, record.positions.inviter?.value, record.positions.joiner?.value,
        ]
    }
}
