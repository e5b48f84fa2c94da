import Foundation
import Subprocess

/// How a program ended, and what it said.
struct Ended: Sendable {
    let status: TerminationStatus
    let output: String
    let errors: String

    var isGood: Bool { status == .exited(0) }

    /// What was printed with `--json`.
    var json: JSONValue {
        get throws { try JSONDecoder().decode(JSONValue.self, from: Data(output.utf8)) }
    }

    /// Runs a program by name, and waits for its end.
    static func running(
        _ program: String, _ arguments: [String], input: String = "", environment: [String: String?] = [:]
    ) async throws -> Ended {
        let result = try await Subprocess.run(
            .name(program), arguments: Arguments(arguments), environment: Programs.environment(environment), input: .string(input),
            output: .string(limit: 1 << 24), error: .string(limit: 1 << 24))
        return Ended(status: result.terminationStatus, output: result.standardOutput, errors: result.standardError)
    }
}

/// A program did not end as it had to.
struct UnexpectedEnd: Error, CustomStringConvertible {
    let command: [String]
    let ended: Ended

    var description: String { "\(command.joined(separator: " ")): \(ended.status)\n\(ended.output)\(ended.errors)" }
}
