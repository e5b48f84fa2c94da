import ArgumentParser
import ServerHTTP

/// The options for the data folder and the configuration file.
struct FolderOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data folder.", discussion: "Default: twofold-data", valueName: "folder"))
    var data: String?

    @Option(help: ArgumentHelp("A database elsewhere: not available yet.", valueName: "url"))
    var database: String?

    @Option(help: ArgumentHelp("A JSON configuration file.", valueName: "file"))
    var config: String?

    func values() async throws -> ConfiguredValues { try await ConfiguredValues(path: config) }

    /// - Throws: `ServerSetUpError` if a database other than the embedded one is requested.
    func path(_ values: ConfiguredValues) throws -> String {
        if let database = database ?? values.string("database") {
            guard database.hasPrefix("postgres") else { throw ServerSetUpError("There's no such kind of database.") }
            throw ServerSetUpError(
                "PostgreSQL isn't available yet: leave out --database, and everything is kept in the data folder.")
        }
        return data ?? values.string("data") ?? "twofold-data"
    }
}
