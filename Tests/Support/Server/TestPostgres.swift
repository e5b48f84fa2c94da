import Foundation
package import PostgresStore
import ServerCore

/// The PostgreSQL that `Scripts/with-postgres` has started for this run.
package enum TestPostgres {
    private static let url = ProcessInfo.processInfo.environment["TWOFOLD_TEST_POSTGRES"]

    package static var isThere: Bool { url != nil }

    package static func newSchema() -> String { "t\(UUID().uuidString.filter(\.isHexDigit))".lowercased() }

    /// A schema of its own, without tables. It goes when that PostgreSQL does.
    package static func database() throws -> PostgresDatabase { try database(schema: newSchema()) }

    /// - Parameter options: further settings of each connection, as for `postgres -c`.
    package static func database(schema: String, options: [String] = []) throws -> PostgresDatabase {
        try PostgresDatabase(url: url(schema: schema, options: options))
    }

    package static func url(schema: String, options: [String] = []) throws -> String {
        guard let url else { throw FixtureError.noPostgres }
        try PostgresSession(PostgresDatabase(url: url)).run("CREATE SCHEMA IF NOT EXISTS \(schema)")
        let settings = (["search_path=\(schema)"] + options).map { "-c%20\($0.replacing("=", with: "%3D"))" }.joined(
            separator: "%20")
        return "\(url)&application_name=\(schema)&options=\(settings)"
    }
}
