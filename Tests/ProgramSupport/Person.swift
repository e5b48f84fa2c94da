import Foundation
import Subprocess
package import Support

/// One device of one partner: its own home, with `twofold` run on it.
package struct Person: Sendable {
    package let name: String
    package let folder: ScratchFolder
    /// Precedes the program on the command line: runs it in a different environment.
    package var runner: [String] = []

    package init(_ name: String) throws { self.init(name, in: try ScratchFolder()) }

    package init(_ name: String, in folder: ScratchFolder) {
        self.name = name
        self.folder = folder
    }

    package var home: String { folder.path("home") }

    /// The environment variables that tell the programs where they are.
    package var surroundings: [String: String?] { ["TWOFOLD_HOME": home, "HOME": folder.path] }

    /// Runs a command, however it ends.
    package func run(
        _ arguments: [String], input: String = "", environment: [String: String?] = [:], disturbance: Disturbance? = nil
    ) async throws -> Ended {
        let command = runner.isEmpty ? ["twofold"] : runner + [Programs.path(of: "twofold")]
        return try await Ended.running(
            command[0], Array(command.dropFirst()) + arguments, input: input,
            environment: environment.merging(surroundings) { given, _ in given },
            disturbance: disturbance)
    }

    /// Runs a command that must succeed.
    @discardableResult
    package func twofold(_ arguments: String..., input: String = "") async throws -> Ended {
        let ended = try await run(arguments, input: input)
        guard ended.isGood else { throw UnexpectedEnd(command: [name] + arguments, ended: ended) }
        return ended
    }

    /// Runs a command that must fail.
    ///
    /// - Returns: its error code.
    package func failure(_ arguments: String..., input: String = "") async throws -> String? {
        let ended = try await run(arguments + ["--json"], input: input)
        guard ended.status == .exited(1), let error = try ended.json["error"], error.keys == ["code", "message", "next", "words"]
        else {
            throw UnexpectedEnd(command: [name] + arguments, ended: ended)
        }
        return error["code"]?.text
    }
}

extension Person {
    /// A sync's output; the sync must succeed.
    @discardableResult
    package func sync() async throws -> JSONValue { try await twofold("sync", "--require-sync", "--json").json }

    package func answer(_ prompt: String, _ words: String, _ options: String...) async throws {
        let ended = try await run(["answer", prompt, "--file", "-"] + options, input: words)
        guard ended.isGood else { throw UnexpectedEnd(command: [name, "answer", prompt], ended: ended) }
    }

    /// What this home knows about a prompt's round, without contacting the server.
    package func round(_ prompt: String, _ number: Int = 1) async throws -> JSONValue {
        let shown = try await twofold("show", prompt, "--offline", "--json").json
        return shown["rounds"]?[number - 1] ?? .null
    }

    package func state(_ prompt: String) async throws -> String? { try await round(prompt)["state"]?.text }

    /// Copies the home, as a backup or a thief would.
    package func copy() throws -> Person {
        let copy = try Person(name + "'s copy")
        try FileManager.default.copyItem(atPath: home, toPath: copy.home)
        return copy
    }
}
