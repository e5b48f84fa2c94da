import ArgumentParser
import Models
import PostgresStore
import SQLiteStore
import ServerCore
import ServerHTTP

struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Say how much the server holds; it can keep running.",
        discussion: "Totals only: nothing about any one couple.")

    @OptionGroup var folder: FolderOptions

    func run() async throws {
        let place = try folder.database(try await folder.values())
        let stats = try ServerSetUpError.explaining(in: place) {
            switch place {
            case .folder(let path): try SQLiteStore.stats(folder: path)
            case .postgres(let database): try PostgresStore.stats(database)
            }
        }
        var lines = [
            ("couples", stats.couples), ("paired", stats.paired), ("ended", stats.ended), ("devices", stats.liveDevices),
        ]
        lines += Visibility.allCases.map { ("records_\($0.rawValue)", stats.records[$0.rawValue] ?? 0) }
        lines += [
            ("body_bytes", stats.bodyBytes), ("boxes", stats.boxes), ("tokens", stats.tokens),
            ("database_bytes", stats.databaseBytes),
        ]
        for (name, value) in lines { print("\(name) \(value)") }
    }
}
