import Foundation
import Subprocess
import Support

/// One machine of one partner: a home of its own, and `twofold` run on it.
struct Person: Sendable {
    let name: String
    let folder: ScratchFolder

    init(_ name: String) throws {
        self.name = name
        folder = try ScratchFolder()
    }

    var home: String { folder.path("home") }

    /// Runs a command, however it ends.
    func run(_ arguments: [String], input: String = "", environment: [String: String?] = [:]) async throws -> Ended {
        try await Ended.running(
            "twofold", arguments, input: input,
            environment: environment.merging(["TWOFOLD_HOME": home, "HOME": folder.path]) { given, _ in given })
    }

    /// Runs a command that must end well.
    @discardableResult
    func twofold(_ arguments: String..., input: String = "") async throws -> Ended {
        let ended = try await run(arguments, input: input)
        guard ended.isGood else { throw UnexpectedEnd(command: [name] + arguments, ended: ended) }
        return ended
    }

    /// Runs a command that must fail.
    ///
    /// - Returns: the code of its error.
    func failure(_ arguments: String..., input: String = "") async throws -> String? {
        let ended = try await run(arguments + ["--json"], input: input)
        guard ended.status == .exited(1), let error = try ended.json["error"], error.keys == ["code", "message", "next"] else {
            throw UnexpectedEnd(command: [name] + arguments, ended: ended)
        }
        return error["code"]?.text
    }
}

extension Person {
    /// What a sync says; it must have come through.
    @discardableResult
    func sync() async throws -> JSONValue { try await twofold("sync", "--require-sync", "--json").json }

    func answer(_ prompt: String, _ words: String, _ options: String...) async throws {
        let ended = try await run(["answer", prompt, "--file", "-"] + options, input: words)
        guard ended.isGood else { throw UnexpectedEnd(command: [name, "answer", prompt], ended: ended) }
    }

    /// What this home knows of a prompt's round, without asking the server.
    func round(_ prompt: String, _ number: Int = 1) async throws -> JSONValue {
        let shown = try await twofold("show", prompt, "--offline", "--json").json
        return shown["rounds"]?[number - 1] ?? .null
    }

    func state(_ prompt: String) async throws -> String? { try await round(prompt)["state"]?.text }

    /// Copies the home aside, as a backup or a thief would.
    func copy() throws -> Person {
        let copy = try Person(name + "'s copy")
        try FileManager.default.copyItem(atPath: home, toPath: copy.home)
        return copy
    }
}
