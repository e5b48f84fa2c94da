import CPostgres
import ServerCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where a database is: a `postgres://` URL in libpq's form. Whatever it leaves out comes from libpq's environment variables, service
/// files and password files, and so does the password: whoever lists processes could read it in an argument.
package struct PostgresDatabase: Hashable, Sendable {
    package enum URLError: Error, Hashable {
        /// It isn't such a URL.
        case malformed
        /// It contains a password.
        case containsPassword
    }

    private let url: String

    package init(url: String) throws(URLError) {
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://"), let options = PQconninfoParse(url, nil) else {
            throw .malformed
        }
        defer { PQconninfoFree(options) }
        var option = options
        while let keyword = option.pointee.keyword {
            if ["password", "sslpassword"].contains(String(cString: keyword)), option.pointee.val != nil {
                throw .containsPassword
            }
            option += 1
        }
        self.url = url
    }

    /// Used unless the URL says otherwise: `dbname` is expanded after them.
    private static let defaults = [
        ("application_name", "twofold-server"), ("connect_timeout", "5"), ("target_session_attrs", "read-write"),
        // A server that has disappeared is noticed.
        ("keepalives_idle", "5"), ("keepalives_interval", "2"), ("keepalives_count", "3"), ("tcp_user_timeout", "10000"),
    ]

    /// A new connection, with the settings that the store relies on.
    ///
    /// - Throws: `StoreError`; `notDurable` if commits wouldn't be safe.
    func connect() throws(StoreError) -> OpaquePointer {
        guard let connection = open() else { throw .unavailable }
        do throws(StoreError) {
            guard PQstatus(connection) == CONNECTION_OK else { throw StoreError(connecting: connection) }
            twofold_pg_note_warnings(connection, nil)
            try prepare(connection)
            return connection
        } catch {
            PQfinish(connection)
            throw error
        }
    }

    private func open() -> OpaquePointer? {
        let parameters = Self.defaults + [("dbname", url)]
        let keywords = parameters.map { strdup($0.0) } + [nil]
        let values = parameters.map { strdup($0.1) } + [nil]
        defer { for text in keywords + values { free(text) } }
        return PQconnectdbParams(keywords.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 1)
    }

    /// A transaction that waits for a lock gives up after a while, and one whose process has stopped ends, so that nobody waits for it.
    private func prepare(_ connection: OpaquePointer) throws(StoreError) {
        let sql = """
            SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '10s'; SET client_encoding = 'UTF8';
            SELECT current_setting('synchronous_commit'), current_setting('fsync'), current_setting('full_page_writes')
            """
        // As long as connecting may take.
        let result: OpaquePointer
        do { result = try BoundedStatement.run(sql, on: connection, within: .seconds(5)) } catch { throw .unavailable }
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_TUPLES_OK else { throw .unavailable }
        let settings = (0..<3).map { String(cString: PQgetvalue(result, 0, $0)) }
        // `local`, `remote_write` and `off` acknowledge what a standby, or nobody, has on disk yet.
        guard ["on", "remote_apply"].contains(settings[0]), settings[1] == "on", settings[2] == "on" else { throw .notDurable }
    }

    /// Why no connection can be made, in libpq's words, for the server's operator. Contains no password, and nothing that is stored.
    ///
    /// - Returns: `nil` if one can be made.
    package func obstacle() -> String? {
        guard let connection = open() else { return "out of memory" }
        defer { PQfinish(connection) }
        guard PQstatus(connection) != CONNECTION_OK else { return nil }
        return String(cString: PQerrorMessage(connection)).split(separator: "\n").joined(separator: " ")
    }
}

extension StoreError {
    /// libpq tells why a connection failed only in words.
    fileprivate init(connecting connection: OpaquePointer) {
        let words = String(cString: PQerrorMessage(connection))
        switch words {
        case _ where words.contains("does not exist") && words.contains("database"): self = .absent
        case _ where words.contains("authentication failed") || words.contains("no pg_hba.conf entry"): self = .inaccessible
        case _ where words.contains("session is read-only") || words.contains("is in hot standby"): self = .readOnly
        default: self = .unavailable
        }
    }
}
