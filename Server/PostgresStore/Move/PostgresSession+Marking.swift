import Models
import ServerCore
import StoreSQL

extension PostgresSession {
    /// - Throws: `corrupt` if what is noted is no mark.
    func mark() throws(StoreError) -> MoveMark? {
        guard let text = try secretText(SecretName.moved) else { return nil }
        guard let mark = MoveMark(octets: Bytes(text.utf8)) else { throw .corrupt }
        return mark
    }

    /// - Throws: `moved` or `moving` if the data was moved elsewhere.
    func checkMark() throws(StoreError) {
        if let mark = try mark() { throw mark.isFinished ? .moved(to: mark.place) : .moving(to: mark.place) }
    }

    func secretText(_ name: String) throws(StoreError) -> String? {
        try texts("SELECT convert_from(value, 'UTF8') FROM secrets WHERE name = '\(name)'").first?.first
    }

    func putSecret(_ value: Bytes, name: String) throws(StoreError) {
        try run(
            """
            INSERT INTO secrets (name, value) VALUES ('\(name)', decode('\(Self.digits(value))', 'hex'))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }

    /// In hexadecimal.
    static func digits(_ octets: Bytes) -> String { octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    /// A database that was moved has its couples under another name: servers that still run fail with every statement.
    func hideCouples() throws(StoreError) { try run("ALTER TABLE couples RENAME TO moved_couples") }

    func showCouples() throws(StoreError) { try run("ALTER TABLE IF EXISTS moved_couples RENAME TO couples") }
}
