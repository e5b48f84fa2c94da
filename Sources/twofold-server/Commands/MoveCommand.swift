import ArgumentParser
import Foundation
import Models
import PostgresStore
import SQLiteStore
import ServerCore
import ServerHTTP
import StoreSQL

struct MoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Move everything from the data folder into PostgreSQL, or back.",
        discussion: """
            Stop the server first. Clients go on where they were, as after a pause: keys, tokens and histories move along. The copy is \
            compared with the original, and is complete or not there. If it's cut off, run it again. The original stays as it is, but no \
            server serves it any more. A certificate stays in the data folder.
            """)

    @Option(help: ArgumentHelp("Move into this PostgreSQL database, which is empty.", valueName: "url"))
    var to: String?

    @Option(help: ArgumentHelp("Move from this PostgreSQL database, into a data folder without a database.", valueName: "url"))
    var from: String?

    @Option(help: ArgumentHelp("The data folder.", discussion: "Default: twofold-data", valueName: "folder"))
    var data: String?

    @Option(help: ArgumentHelp("A JSON configuration file.", valueName: "file"))
    var config: String?

    func validate() throws {
        guard (to == nil) != (from == nil) else { throw ValidationError("Say where to: --to URL, or where from: --from URL.") }
    }

    func run() async throws {
        let values = try await ConfiguredValues(path: config)
        let given = data ?? values.string("data") ?? "twofold-data"
        // The mark that is left behind says where to, wherever it's read.
        let path = given.hasPrefix("/") ? given : FileManager.default.currentDirectoryPath + "/" + given
        if let to { try move(path, to: to) } else if let from { try move(from: from, into: path) }
    }

    private func move(_ path: String, to url: String) throws {
        let database = try PostgresDatabase.at(url)
        let source = try ServerSetUpError.explaining(in: path) {
            guard FileManager.default.fileExists(atPath: path) else { throw StoreError.absent }
            let token = try ServerFolder(path: path).keptRegistrationToken()
            return try SQLiteMoveSource(
                folder: path, secrets: token.map { [(name: SecretName.registrationToken, value: Bytes($0.text.utf8))] } ?? [])
        }
        try ServerSetUpError.explaining(in: database) {
            try carry(from: source, to: PostgresMoveTarget(database), place: url, serving: "--database '\(url)' --data '\(path)'")
        }
    }

    private func move(from url: String, into path: String) throws {
        let database = try PostgresDatabase.at(url)
        let source = try ServerSetUpError.explaining(in: database) { try PostgresMoveSource(database) }
        try ServerSetUpError.explaining(in: path) {
            let folder = try ServerFolder(path: path)
            let target = try SQLiteMoveTarget(folder: path) { token in
                if let token = RegistrationToken(String(decoding: token, as: UTF8.self)) { try folder.keep(token: token) }
            }
            try carry(from: source, to: target, place: path, serving: "--data '\(path)'")
        }
    }

    private func carry(from source: some MoveSource, to target: some MoveTarget, place: String, serving: String) throws {
        let isTerminal = StandardStream.output.isTerminal
        let move = Move(from: source, to: target, place: place)
        do {
            let hasMoved = try move.run(id: MoveMark.newID(random: SystemEffects.random)) { step in
                switch step {
                case .copying(let table, let rows):
                    if isTerminal { StandardStream.output.write("\r\(table): \(rows) rows copied\u{1B}[K") }
                case .copied(let table, let rows):
                    StandardStream.output.write(
                        "\(isTerminal ? "\r" : "")\(table): \(rows) rows copied\(isTerminal ? "\u{1B}[K" : "")\n")
                case .verified(let table): StandardStream.output.write("\(table): the copy is like the original\n")
                }
            }
            print(hasMoved ? "Everything was moved." : "An earlier run has moved everything; this one finished it.")
            print("From now on, serve it with: twofold-server serve \(serving)")
        } catch MoveFailure.differs(let table) {
            throw ServerSetUpError(
                "The copy of \(table) isn't like the original. Nothing was moved; the original can be served as before.")
        } catch MoveFailure.damaged(let findings) {
            let found = findings.map { "\($0.kind.rawValue): \($0.count)" }.joined(separator: ", ")
            throw ServerSetUpError(
                "The data is damaged (\(found)). Nothing was moved; `twofold-server check` looks for damage.")
        }
    }
}
