import Foundation
import GRDB
import ProgramSupport
import Support
import Synchronization

/// What the server and homes had acknowledged at one instant.
struct Promise: Sendable {
    var writers: [WireWriter]
    /// By home folder, the texts that the home reported as saved.
    var homes: [String: Set<String>]

    var count: Int { writers.reduce(0) { $0 + $1.acknowledged.count } + homes.values.reduce(0) { $0 + $1.count } }

    /// Starts the programs on what is left, and checks it.
    ///
    /// - Parameter path: of the load's folder, after the loss.
    /// - Returns: how many writes are missing.
    func missing(at path: String, _ tally: Tally) async throws -> Int {
        let place = try ScratchFolder(borrowing: path)
        return try await missingOnServer(LiveServer(in: place), tally) + missingInHomes(place, tally)
    }

    private func missingOnServer(_ server: LiveServer, _ tally: Tally) async throws -> Int {
        let missing = try await server.serving(Trouble.options) { running in
            var missing = 0
            for writer in writers {
                let account = try await writer.account(at: running.caller)
                if account.twice > 0 { tally.violation("after a loss of power, records are there twice: \(account)") }
                missing += account.missing
            }
            return missing
        }
        let check = try await server.command("check")
        if !check.isGood { tally.violation("twofold-server check after a loss of power: \(check.output)\(check.errors)") }
        return missing
    }

    private func missingInHomes(_ place: ScratchFolder, _ tally: Tally) async throws -> Int {
        var missing = 0
        for (name, words) in homes {
            let person = Person(name, in: try ScratchFolder(borrowing: place.path(name)))
            let export = try await person.run(["export"])
            guard export.isGood else {
                tally.violation("a home cannot be read after a loss of power: \(export.output)\(export.errors)")
                missing += words.count
                continue
            }
            missing += words.count { !export.output.contains($0) }
            let queue = try DatabaseQueue(path: person.home + "/twofold.sqlite")
            let found = try await queue.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
            if found != ["ok"] { tally.violation("a home is damaged after a loss of power: \(found.prefix(3))") }
            try queue.close()
            tally.count("homes opened after a loss of power")
        }
        return missing
    }
}
