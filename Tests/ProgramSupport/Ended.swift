import Foundation
package import Subprocess

/// How a program ended, and its output.
package struct Ended: Sendable {
    package let status: TerminationStatus
    package let output: String
    package let errors: String

    package var isGood: Bool { status == .exited(0) }

    /// The output of a command run with `--json`.
    package var json: JSONValue {
        get throws { try JSONDecoder().decode(JSONValue.self, from: Data(output.utf8)) }
    }

    /// Runs a program by name, and waits for it to end.
    package static func running(
        _ program: String, _ arguments: [String], input: String = "", environment: [String: String?] = [:],
        disturbance: Disturbance? = nil
    ) async throws -> Ended {
        let result = try await Subprocess.run(
            .name(program), arguments: Arguments(arguments), environment: Programs.environment(environment), input: .string(input),
            output: .string(limit: 1 << 24), error: .string(limit: 1 << 24)
        ) { execution in
            try await disturbance?.happen { try execution.send(signal: $0) }
        }
        return Ended(status: result.terminationStatus, output: result.standardOutput, errors: result.standardError)
    }
}

/// A program didn't end as it should have.
package struct UnexpectedEnd: Error, CustomStringConvertible {
    package let command: [String]
    package let ended: Ended

    package init(command: [String], ended: Ended) {
        self.command = command
        self.ended = ended
    }

    package var description: String { "\(command.joined(separator: " ")): \(ended.status)\n\(ended.output)\(ended.errors)" }
}
