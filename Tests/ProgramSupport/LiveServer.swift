import Foundation
import Subprocess
package import Support

/// A server's data folder, and the process that serves it from time to time.
package struct LiveServer: Sendable {
    package let folder: ScratchFolder
    /// Precedes the program on the command line: runs it in a different environment.
    package var runner: [String] = []

    package init() throws { folder = try ScratchFolder() }
    package init(in folder: ScratchFolder) { self.folder = folder }

    package var data: String { folder.path("data") }

    /// Serves while `body` runs, then stops the process and requires that it exits with 0, unless `body` killed it.
    ///
    /// - Parameters:
    ///   - port: 0 for any free one.
    ///   - umask: of the process, in octal digits.
    ///   - tracing: a file that receives the process's system calls, as `strace` writes them.
    @discardableResult
    package func serving<Value: Sendable>(
        port: Int = 0, _ options: [String] = [], umask: String? = nil, tracing: String? = nil, environment: [String: String?] = [:],
        _ body: (RunningServer) async throws -> Value
    ) async throws -> Value {
        let arguments =
            [
                "serve", "--data", data, "--port", "\(port)", "--requests-per-minute", "1000000", "--anonymous-requests-per-minute",
                "1000000",
            ]
            + options
        let command =
            tracing.map { Trace.command("twofold-server", arguments, into: $0) }
            ?? Programs.command(program[0], program.dropFirst() + arguments, umask: umask)
        let result = try await Subprocess.run(
            .name(command[0]), arguments: Arguments(Array(command.dropFirst())), environment: Programs.environment(environment),
            input: .none,
            output: .sequence, error: .string(limit: 1 << 26)
        ) { execution in
            let signal: @Sendable (Signal) throws -> Void = { try execution.send(signal: $0) }
            do {
                let isSelfSigned = options.contains("self-signed") || environment.values.contains("self-signed")
                let lines = try await Self.announcement(execution.standardOutput.strings(), count: isSelfSigned ? 2 : 1)
                let server = RunningServer(lines: lines, signal: signal)
                let value = try await body(server)
                // If it was told to stop, it may have ended.
                if !server.isKilled { try? signal(.terminate) }
                return (value, server.isKilled)
            } catch {
                try signal(.kill)
                throw error
            }
        }
        let (value, isKilled) = result.closureResult
        guard result.terminationStatus == (isKilled ? .signaled(Signal.kill.rawValue) : .exited(0)) else {
            throw UnexpectedEnd(
                command: command, ended: Ended(status: result.terminationStatus, output: "", errors: result.standardError))
        }
        return value
    }

    /// The lines that say where it listens.
    private static func announcement(_ output: some AsyncSequence<String, any Error>, count: Int) async throws -> [String] {
        var lines: [String] = []
        for try await line in output {
            lines.append(line.trimmingCharacters(in: .newlines))
            if lines.count == count { return lines }
        }
        throw ServerSilent()
    }

    /// Runs another server command on this folder.
    package func command(_ arguments: String...) async throws -> Ended {
        try await Ended.running(program[0], program.dropFirst() + [arguments[0], "--data", data] + arguments.dropFirst())
    }

    private var program: [String] { runner.isEmpty ? ["twofold-server"] : runner + [Programs.path(of: "twofold-server")] }
}

/// The server ended before it said where it listens.
package struct ServerSilent: Error {}
