import ServerCore
import StoreSQL

/// Every statement that is run on couples' data. Each is prepared once on a connection.
///
/// A parameter is written as its number and type: `b` for octets, `i` for an integer, `t` for text, `f` for a flag. Whatever belongs to a
/// couple names the couple, in `$1`. A test lists the exceptions.
package enum Statement: Int, CaseIterable {
    case begin, beginSnapshot, commit, rollback, savepoint, release, rollbackToSavepoint
    case lockAll, lockCouple, lockUnknownCouple

    case secret, putSecret
    case coupleIDs, couple, putCouple
    case isFormerHistory, addFormerHistory, forgetFormerHistories
    case devices, couplesKnowing, putDevice

    case entries, entriesFrom, entry, appendEntry
    case grant, grants, insertGrant, deleteGrant

    case record, body, records, unfrozenSeals, putRecord, updateRecord, deleteRecord

    case point, feed, withdrawals, beginPoint, forgetPoints, moveFirstPoint, placeSubject, vacate
    case addWithdrawal, forgetWithdrawals, deleteWithdrawals

    case box, boxes, putBox, deleteBox, deleteUnansweredBoxes, deleteEveryUnansweredBox
    case token, addToken, forgetTokens, deleteTokens, deleteExpiredTokens, deleteEveryExpiredToken, deleteAllTokens
    case sweepTokens, sweepBoxes
}

extension Statement {
    package var text: String {
        switch self {
        case .begin: "BEGIN"
        case .beginSnapshot: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        case .commit: "COMMIT"
        case .rollback: "ROLLBACK"
        case .savepoint: "SAVEPOINT part"
        case .release: "RELEASE part"
        case .rollbackToSavepoint: "ROLLBACK TO part"
        // Waits for every transaction that has locked a couple, and keeps others from it. Snapshots aren't affected.
        case .lockAll: "LOCK TABLE couples IN EXCLUSIVE MODE"
        case .lockCouple: "SELECT \(CoupleColumn.selected) FROM couples WHERE id = $1b FOR UPDATE"
        case .lockUnknownCouple:
            "SELECT pg_advisory_xact_lock(('x' || encode(substr($1b, 1, 8), 'hex'))::bit(64)::bigint)"

        case .secret: "SELECT value FROM secrets WHERE name = $1t"
        case .putSecret:
            "INSERT INTO secrets (name, value) VALUES ($1t, $2b) ON CONFLICT (name) DO UPDATE SET value = excluded.value"

        case .coupleIDs: "SELECT id FROM couples ORDER BY id"
        case .couple: "SELECT \(CoupleColumn.selected) FROM couples WHERE id = $1b"
        case .putCouple:
            """
            INSERT INTO couples (id, \(CoupleColumn.selected))
            VALUES ($1b, $2b, $3b, $4i, $5b, $6i, $7i, $8i, $9f, $10b, $11i, $12b, $13i, $14i, $15i, $16f)
            ON CONFLICT (id) DO UPDATE SET
                history = excluded.history,
                inviter_head = excluded.inviter_head, inviter_point = excluded.inviter_point,
                inviter_greatest = excluded.inviter_greatest, inviter_records = excluded.inviter_records,
                inviter_bytes = excluded.inviter_bytes, inviter_left = excluded.inviter_left, joiner = excluded.joiner,
                joiner_head = excluded.joiner_head, joiner_point = excluded.joiner_point,
                joiner_greatest = excluded.joiner_greatest, joiner_records = excluded.joiner_records,
                joiner_bytes = excluded.joiner_bytes, joiner_left = excluded.joiner_left
            """
        case .isFormerHistory: "SELECT 1 FROM former_histories WHERE couple = $1b AND history = $2b"
        case .addFormerHistory:
            """
            INSERT INTO former_histories (couple, number, history)
            SELECT $1b, 1 + coalesce(max(number), 0), $2b FROM former_histories WHERE couple = $1b ON CONFLICT DO NOTHING
            """
        case .forgetFormerHistories:
            """
            DELETE FROM former_histories WHERE couple = $1b
                AND number <= (SELECT max(number) FROM former_histories WHERE couple = $1b) - $2i
            """
        case .devices: "SELECT \(DeviceColumn.selected) FROM devices WHERE couple = $1b"
        case .couplesKnowing: "SELECT DISTINCT couple FROM devices WHERE id = $1b ORDER BY couple"
        case .putDevice:
            """
            INSERT INTO devices (couple, id, side, kind, signing, agreement, expires, live, settled)
            VALUES ($1b, $2b, $3i, $4t, $5b, $6b, $7i, $8f, $9f)
            ON CONFLICT (couple, side, id) DO UPDATE SET live = excluded.live, settled = excluded.settled
            """

        case .entries: "SELECT entry FROM entries WHERE couple = $1b AND side = $2i ORDER BY number"
        case .entriesFrom:
            "SELECT entry FROM entries WHERE couple = $1b AND side = $2i AND number > $3i ORDER BY number LIMIT $4i"
        case .entry: "SELECT side, entry FROM entries WHERE couple = $1b AND hash = $2b"
        case .appendEntry:
            """
            INSERT INTO entries (couple, side, number, hash, entry)
            SELECT $1b, $2i, 1 + coalesce(max(number), 0), $3b, $4b FROM entries WHERE couple = $1b AND side = $2i
            """
        case .grant: "SELECT \(GrantColumn.selected) FROM grants WHERE couple = $1b AND digest = $2b"
        case .grants: "SELECT \(GrantColumn.selected) FROM grants WHERE couple = $1b"
        case .insertGrant:
            """
            INSERT INTO grants (couple, digest, side, signed_grant, inviter_position, joiner_position)
            VALUES ($1b, $2b, $3i, $4b, $5i, $6i)
            """
        case .deleteGrant: "DELETE FROM grants WHERE couple = $1b AND digest = $2b"

        case .record: "SELECT \(RecordColumn.selected) FROM records WHERE couple = $1b AND scope = $2i AND id = $3b"
        case .body: "SELECT body FROM records WHERE couple = $1b AND scope = $2i AND id = $3b"
        case .records: "SELECT \(RecordColumn.selected) FROM records WHERE couple = $1b AND scope = $2i"
        case .unfrozenSeals: "SELECT \(RecordColumn.selected) FROM records WHERE couple = $1b AND scope = $2i AND phase = 0"
        case .putRecord:
            """
            INSERT INTO records (
                couple, scope, id, class, owner, author, time, counter, device, deleted, round, commitment, key, body_hash, signature,
                own_key, own_key_sealed, opening_device, opening_partner_commitment, opening_key, opening_sealed, opening_signature,
                phase, counts, inviter_position, joiner_position, body_bytes, body)
            VALUES (
                $1b, $2i, $3b, $4t, $5t, $6b, $7i, $8i, $9b, $10f, $11b, $12b, $13b, $14b, $15b,
                $16b, $17b, $18b, $19b, $20b, $21b, $22b, $23i, $24f, $25i, $26i, $27i, $28b)
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
        case .updateRecord:
            """
            UPDATE records SET own_key = $4b, own_key_sealed = $5b, opening_device = $6b, opening_partner_commitment = $7b,
                opening_key = $8b, opening_sealed = $9b, opening_signature = $10b, phase = $11i, counts = $12f,
                inviter_position = $13i, joiner_position = $14i
            WHERE couple = $1b AND scope = $2i AND id = $3b
            """
        case .deleteRecord: "DELETE FROM records WHERE couple = $1b AND scope = $2i AND id = $3b"

        case .point:
            "SELECT point FROM points WHERE couple = $1b AND side = $2i AND first <= $3i ORDER BY first DESC LIMIT 1"
        case .feed:
            """
            SELECT position, kind, subject FROM feed
            WHERE couple = $1b AND side = $2i AND position > $3i AND kind <= $4i ORDER BY position LIMIT $5i
            """
        case .withdrawals:
            """
            SELECT position, seen_from, scope, id FROM withdrawals
            WHERE couple = $1b AND side = $2i AND position > $3i AND seen_from <= $4i ORDER BY position LIMIT $5i
            """
        case .beginPoint: "INSERT INTO points (couple, side, first, point) VALUES ($1b, $2i, $3i, $4b)"
        case .forgetPoints:
            """
            DELETE FROM points WHERE couple = $1b AND side = $2i AND first < (
                SELECT first FROM points WHERE couple = $1b AND side = $2i ORDER BY first DESC LIMIT 1 OFFSET $3i)
            """
        case .moveFirstPoint:
            """
            UPDATE points SET first = 1 WHERE couple = $1b AND side = $2i
                AND first = (SELECT min(first) FROM points WHERE couple = $1b AND side = $2i)
            """
        case .placeSubject: "INSERT INTO feed (couple, side, position, kind, subject) VALUES ($1b, $2i, $3i, $4i, $5b)"
        case .vacate: "DELETE FROM feed WHERE couple = $1b AND side = $2i AND position = $3i"
        case .addWithdrawal:
            "INSERT INTO withdrawals (couple, side, position, seen_from, scope, id) VALUES ($1b, $2i, $3i, $4i, $5i, $6b)"
        case .forgetWithdrawals:
            """
            DELETE FROM withdrawals WHERE couple = $1b AND side = $2i AND position IN (
                SELECT position FROM withdrawals WHERE couple = $1b AND side = $2i AND scope = $3i AND id = $4b
                ORDER BY position DESC OFFSET $5i)
            """
        case .deleteWithdrawals: "DELETE FROM withdrawals WHERE couple = $1b"

        case .box: "SELECT \(BoxColumn.selected) FROM boxes WHERE locator = $1b"
        case .boxes: "SELECT \(BoxColumn.selected) FROM boxes WHERE couple = $1b"
        case .putBox:
            """
            INSERT INTO boxes (couple, locator, side, kind, device, box, expires, answered_by, proof, permit)
            VALUES ($1b, $2b, $3i, $4t, $5b, $6b, $7i, $8b, $9b, $10b)
            ON CONFLICT (locator) DO UPDATE SET
                kind = excluded.kind, device = excluded.device, box = excluded.box, expires = excluded.expires,
                answered_by = excluded.answered_by, proof = excluded.proof, permit = excluded.permit
            WHERE boxes.couple = excluded.couple
            """
        case .deleteBox: "DELETE FROM boxes WHERE couple = $1b AND locator = $2b"
        case .deleteUnansweredBoxes: "DELETE FROM boxes WHERE couple = $1b AND expires < $2i AND answered_by IS NULL"
        case .deleteEveryUnansweredBox: "DELETE FROM boxes WHERE expires < $1i AND answered_by IS NULL"

        case .token: "SELECT couple, side, device, expires FROM tokens WHERE hash = $1b"
        case .addToken: "INSERT INTO tokens (couple, hash, side, device, expires) VALUES ($1b, $2b, $3i, $4b, $5i)"
        case .forgetTokens:
            """
            DELETE FROM tokens WHERE couple = $1b AND side = $2i AND device = $3b AND hash <> $4b AND hash NOT IN (
                SELECT hash FROM tokens WHERE couple = $1b AND side = $2i AND device = $3b AND hash <> $4b
                ORDER BY expires DESC LIMIT $5i)
            """
        case .deleteTokens: "DELETE FROM tokens WHERE couple = $1b AND side = $2i AND device = $3b"
        case .deleteExpiredTokens: "DELETE FROM tokens WHERE couple = $1b AND expires < $2i"
        case .deleteEveryExpiredToken: "DELETE FROM tokens WHERE expires < $1i"
        case .deleteAllTokens: "DELETE FROM tokens"
        case .sweepTokens:
            """
            DELETE FROM tokens WHERE hash IN (SELECT hash FROM tokens WHERE expires < $1i LIMIT 10000 FOR UPDATE SKIP LOCKED)
            """
        case .sweepBoxes:
            """
            DELETE FROM boxes WHERE locator IN (
                SELECT locator FROM boxes WHERE expires < $1i AND answered_by IS NULL LIMIT 10000 FOR UPDATE SKIP LOCKED)
            """
        }
    }
}

/// The text and types of a statement, as PostgreSQL takes them.
struct PreparedStatement {
    let name: String
    let sql: String
    /// The object ids of the parameters' types.
    let types: [UInt32]

    /// By the statement's number.
    static let all = Statement.allCases.map(PreparedStatement.init)

    private init(_ statement: Statement) {
        var sql = ""
        var types: [Int: UInt32] = [:]
        var rest = Substring(statement.text)
        while let place = rest.firstIndex(of: "$") {
            let digits = rest[rest.index(after: place)...].prefix(while: \.isNumber)
            sql += rest[..<digits.endIndex]
            rest = rest[digits.endIndex...]
            if let letter = rest.popFirst(), let number = Int(digits) { types[number] = Self.types[letter] }
        }
        name = "s\(statement.rawValue)"
        self.sql = sql + rest
        self.types = types.sorted { $0.key < $1.key }.map(\.value)
    }

    private static let types: [Character: UInt32] = ["b": 17, "i": 20, "t": 25, "f": 16]
}
