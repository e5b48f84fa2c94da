/// A table that both databases have, with its columns under the same names.
package struct StoredTable: Hashable, Sendable {
    package enum Kind: Sendable {
        case octets, text
        /// Integers of two and of eight octets, and a Boolean, as PostgreSQL has them. SQLite has integers.
        case small, integer, flag
    }

    package struct Column: Hashable, Sendable {
        package let name: String
        package let kind: Kind
    }

    package let name: String
    package let columns: [Column]

    private init(_ name: String, _ columns: KeyValuePairs<String, Kind>) {
        self.name = name
        self.columns = columns.map { Column(name: $0, kind: $1) }
    }

    /// The names of the columns, for a statement.
    package var list: String { columns.map(\.name).joined(separator: ", ") }

    /// Selects the rows that move: all, except what each database notes about moves for itself.
    package var query: String {
        "SELECT \(list) FROM \(name)"
            + (self == .secrets ? " WHERE name NOT IN ('\(SecretName.moved)', '\(SecretName.arrived)')" : "")
    }
}

extension StoredTable {
    package static let secrets = StoredTable("secrets", ["name": .text, "value": .octets])

    /// Each comes after those that it refers to.
    package static let all = [
        secrets,
        StoredTable(
            "couples",
            [
                "id": .octets, "history": .octets,
                "inviter": .octets, "inviter_head": .integer, "inviter_point": .octets, "inviter_greatest": .integer,
                "inviter_records": .integer, "inviter_bytes": .integer, "inviter_left": .flag,
                "joiner": .octets, "joiner_head": .integer, "joiner_point": .octets, "joiner_greatest": .integer,
                "joiner_records": .integer, "joiner_bytes": .integer, "joiner_left": .flag,
            ]),
        StoredTable("former_histories", ["couple": .octets, "number": .integer, "history": .octets]),
        StoredTable(
            "devices",
            [
                "couple": .octets, "side": .small, "id": .octets, "kind": .text, "signing": .octets, "agreement": .octets,
                "expires": .integer, "live": .flag, "settled": .flag,
            ]),
        StoredTable("entries", ["couple": .octets, "side": .small, "number": .integer, "hash": .octets, "entry": .octets]),
        StoredTable(
            "grants",
            [
                "couple": .octets, "digest": .octets, "side": .small, "signed_grant": .octets, "inviter_position": .integer,
                "joiner_position": .integer,
            ]),
        StoredTable(
            "records",
            [
                "couple": .octets, "scope": .small, "id": .octets, "class": .text, "owner": .text, "author": .octets,
                "time": .integer, "counter": .integer, "device": .octets, "deleted": .flag, "round": .octets,
                "commitment": .octets, "key": .octets, "body_hash": .octets, "signature": .octets, "own_key": .octets,
                "own_key_sealed": .octets, "opening_device": .octets, "opening_partner_commitment": .octets,
                "opening_key": .octets, "opening_sealed": .octets, "opening_signature": .octets, "phase": .small, "counts": .flag,
                "inviter_position": .integer, "joiner_position": .integer, "body_bytes": .integer, "body": .octets,
            ]),
        StoredTable("points", ["couple": .octets, "side": .small, "first": .integer, "point": .octets]),
        StoredTable("feed", ["couple": .octets, "side": .small, "position": .integer, "kind": .small, "subject": .octets]),
        StoredTable(
            "withdrawals",
            [
                "couple": .octets, "side": .small, "position": .integer, "seen_from": .integer, "scope": .small, "id": .octets,
            ]),
        StoredTable(
            "boxes",
            [
                "couple": .octets, "locator": .octets, "side": .small, "kind": .text, "device": .octets, "box": .octets,
                "expires": .integer, "answered_by": .octets, "proof": .octets, "permit": .octets,
            ]),
        StoredTable(
            "tokens", ["couple": .octets, "hash": .octets, "side": .small, "device": .octets, "expires": .integer]),
    ]
}

/// The names in the table of secrets that more than one part of the server knows.
package enum SecretName {
    /// Where the data was moved: a `MoveMark`.
    package static let moved = "moved"
    /// The id of the move that brought the data here.
    package static let arrived = "arrived"
    /// What a new couple needs, where several servers share the database. Otherwise it's in a file of the data folder.
    package static let registrationToken = "registration-token"
}
