import FoundationEssentials
import GRDB
package import Models
package import ServerCore
import StoreSQL

extension SQLiteTransaction {
    private enum Column: Int32, ColumnList {
        case scope, id, `class`, owner, author, time, counter, device, deleted, round, commitment, key, bodyHash, signature
        case ownKey, ownKeySealed
        case openingDevice, openingPartnerCommitment, openingKey, openingSealed, openingSignature
        case phase, counts, inviterPosition, joinerPosition, bodyBytes
    }

    private static let selectOne = "SELECT \(Column.selected) FROM records WHERE couple = ? AND scope = ? AND id = ?"
    private static let selectScope = "SELECT \(Column.selected) FROM records WHERE couple = ? AND scope = ?"
    private static let selectUnfrozen = "SELECT \(Column.selected) FROM records WHERE couple = ? AND scope = ? AND phase = 0"

    package func record(_ key: RecordKey, of couple: CoupleID) throws -> RecordRow? {
        try first(Self.selectOne, [couple.column, key.scope.rawValue, key.id.column]) { try record($0, couple) }
    }

    package func body(of key: RecordKey, of couple: CoupleID) throws -> Blob? {
        try first(
            "SELECT body FROM records WHERE couple = ? AND scope = ? AND id = ?",
            [couple.column, key.scope.rawValue, key.id.column]
        ) { Blob(try $0.octets(0)) }
    }

    package func records(in scope: RecordScope, of couple: CoupleID) throws -> [RecordRow] {
        try all(Self.selectScope, [couple.column, scope.rawValue]) { try record($0, couple) }
    }

    package func unfrozenSeals(in scope: RecordScope, of couple: CoupleID) throws -> [RecordRow] {
        try all(Self.selectUnfrozen, [couple.column, scope.rawValue]) { try record($0, couple) }
    }

    private func record(_ row: Columns, _ couple: CoupleID) throws -> RecordRow {
        guard let counter = UInt32(exactly: row.integer(Column.counter)) else { throw StoreError.corrupt }
        let stamp = Stamp(
            time: Instant(milliseconds: row.integer(Column.time)), counter: counter, device: try row.fixed(Column.device))
        let header = RecordHeader(
            couple: couple, id: try row.fixed(Column.id), visibility: try row.named(Column.class),
            owner: try row.named(Column.owner),
            author: try row.fixed(Column.author),
            stamp: stamp, isDeleted: row.flag(Column.deleted), round: try row.optionalFixed(Column.round),
            commitment: try row.optionalFixed(Column.commitment),
            key: try row.optionalFixed(Column.key), bodyHash: try row.fixed(Column.bodyHash))
        return RecordRow(
            key: RecordKey(scope: try row.numbered(Column.scope), id: header.id), header: header,
            signature: try row.fixed(Column.signature),
            bodyBytes: Int(row.integer(Column.bodyBytes)), ownKey: try wrapped(row, .ownKey, .ownKeySealed),
            opening: try opening(row, header),
            phase: try row.optionalInteger(Column.phase).map(SealPhase.init(number:)), counts: row.flag(Column.counts),
            positions: PerSide(
                inviter: row.optionalPosition(Column.inviterPosition), joiner: row.optionalPosition(Column.joinerPosition)))
    }

    private func wrapped(_ row: Columns, _ key: Column, _ sealed: Column) throws -> WrappedContentKey? {
        guard let key: KeyID = try row.optionalFixed(key) else { return nil }
        return WrappedContentKey(key: key, sealed: Blob(try row.octets(sealed)))
    }

    /// The fields that an opening shares with its record are stored only once.
    private func opening(_ row: Columns, _ header: RecordHeader) throws -> Opening? {
        guard let device: DeviceID = try row.optionalFixed(Column.openingDevice) else { return nil }
        guard let wrapped = try wrapped(row, .openingKey, .openingSealed), let round = header.round,
            let commitment = header.commitment
        else {
            throw StoreError.corrupt
        }
        return Opening(
            couple: header.couple, round: round, author: header.author, device: device, commitment: commitment,
            partnerCommitment: try row.optionalFixed(Column.openingPartnerCommitment), wrapped: wrapped,
            signature: try row.fixed(Column.openingSignature))
    }
}

extension SQLiteTransaction {
    package func put(_ record: RecordRow, body: Blob, of couple: CoupleID) throws {
        let header = record.header
        let fixed: [(any Argument)?] = [
            couple.column, record.key.scope.rawValue, header.id.column, header.visibility.rawValue, header.owner.rawValue,
            header.author.column, header.stamp.time.milliseconds, Int64(header.stamp.counter), header.stamp.device.column,
            header.isDeleted, header.round?.column, header.commitment?.column, header.key?.column, header.bodyHash.column,
            record.signature.column,
        ]
        try run(Self.upsert, fixed + changing(record) + [record.bodyBytes, body.bytes])
    }

    package func update(_ record: RecordRow, of couple: CoupleID) throws {
        try run(
            """
            UPDATE records SET own_key = ?, own_key_sealed = ?, opening_device = ?, opening_partner_commitment = ?,
                opening_key = ?, opening_sealed = ?, opening_signature = ?, phase = ?, counts = ?, inviter_position = ?,
                joiner_position = ?
            WHERE couple = ? AND scope = ? AND id = ?
            """, changing(record) + [couple.column, record.key.scope.rawValue, record.key.id.column])
    }

    package func deleteRecord(_ key: RecordKey, of couple: CoupleID) throws {
        try run(
            "DELETE FROM records WHERE couple = ? AND scope = ? AND id = ?", [couple.column, key.scope.rawValue, key.id.column])
    }

    private func changing(_ record: RecordRow) -> [(any Argument)?] {
        [
            record.ownKey?.key.column, record.ownKey.map { $0.sealed.bytes },
            record.opening?.device.column, record.opening?.partnerCommitment?.column, record.opening?.wrapped.key.column,
            record.opening.map { $0.wrapped.sealed.bytes }, record.opening?.signature.column,
            record.phase?.number, record.counts, record.positions.inviter?.value, record.positions.joiner?.value,
        ]
    }

    private static let upsert = """
        INSERT INTO records (
            couple, scope, id, class, owner, author, time, counter, device, deleted, round, commitment, key, body_hash, signature,
            own_key, own_key_sealed, opening_device, opening_partner_commitment, opening_key, opening_sealed, opening_signature,
            phase, counts, inviter_position, joiner_position, body_bytes, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (couple, scope, id) DO UPDATE SET
            author = excluded.author, time = excluded.time, counter = excluded.counter, device = excluded.device,
            deleted = excluded.deleted, commitment = excluded.commitment, key = excluded.key, body_hash = excluded.body_hash,
            signature = excluded.signature, own_key = excluded.own_key, own_key_sealed = excluded.own_key_sealed,
            opening_device = excluded.opening_device, opening_partner_commitment = excluded.opening_partner_commitment,
            opening_key = excluded.opening_key, opening_sealed = excluded.opening_sealed,
            opening_signature = excluded.opening_signature, phase = excluded.phase, counts = excluded.counts,
            inviter_position = excluded.inviter_position, joiner_position = excluded.joiner_position,
            body_bytes = excluded.body_bytes, body = excluded.body
        """
}
