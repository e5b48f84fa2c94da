import ArgumentParser
import PostgresStore
import ServerHTTP

/// The options for the data folder and the configuration file.
struct FolderOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data folder.", discussion: "Default: twofold-data", valueName: "folder"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "A PostgreSQL database, as postgres://USER@HOST/NAME, instead of the one in the data folder.",
            discussion: "Never with a password: libpq reads that from PGPASSFILE or a service file.", valueName: "url"))
    var database: String?

    @Option(help: ArgumentHelp("A JSON configuration file.", valueName: "file"))
    var config: String?

    func values() async throws -> ConfiguredValues { try await ConfiguredValues(path: config) }

    /// The path of the data folder.
    func path(_ values: ConfiguredValues) -> String { data ?? values.string("data") ?? "twofold-data" }

    /// - Throws: `ServerSetUpError` if the URL of a database can't be used, or libpq can't be loaded.
    func database(_ values: ConfiguredValues) throws -> DatabasePlace {
        guard let url = database ?? values.string("database") else { return .folder(path(values)) }
        return .postgres(try .at(url))
    }
}

extension PostgresDatabase {
    /// - Throws: `ServerSetUpError` if the URL can't be used.
    static func at(_ url: String) throws -> PostgresDatabase {
        do {
            return try PostgresDatabase(url: url)
        } catch PostgresDatabase.URLError.containsPassword {
            throw ServerSetUpError(
                """
                The database's URL contains a password, which others on this computer could read. Take it out, and put it into a file \
                that PGPASSFILE names, with a line HOST:PORT:DATABASE:USER:PASSWORD.
                """)
        } catch PostgresDatabase.URLError.noLibrary {
            throw ServerSetUpError(
                """
                PostgreSQL's client library, libpq.so.5 of version 14 or later, isn't installed. On Debian and Ubuntu: \
                apt-get install libpq5
                """)
        } catch {
            throw ServerSetUpError("That isn't the URL of a database. It looks like postgres://USER@HOST/NAME")
        }
    }
}

/// Where a server's data is.
enum DatabasePlace {
    /// SQLite in the data folder with this path.
    case folder(String)
    case postgres(PostgresDatabase)
}
