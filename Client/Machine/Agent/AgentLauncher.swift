import Models
import SystemPackage
package import Vault

#if canImport(Darwin)
import Darwin
#endif

/// Starts an agent: this program, in a process of its own that outlives the command. Passes it the key through a pipe.
package struct AgentLauncher {
    private let home: HomeFolder
    private let environment: [String: String]
    private let program: String

    package static let command = "agent"
    /// What an agent writes to standard output once it listens.
    static let ready = Bytes("ready\n".utf8)

    /// - Parameter program: the path of the executable; by default, this program.
    package init(home: HomeFolder, environment: [String: String], program: String? = nil) {
        self.home = home
        self.environment = environment
        self.program = program ?? Self.ownProgram
    }

    #if os(Linux)
    /// Works even if the file has been replaced or moved since.
    private static let ownProgram = "/proc/self/exe"
    #else
    private static var ownProgram: String {
        var count: UInt32 = 4096
        var octets = [CChar](repeating: 0, count: Int(count))
        guard _NSGetExecutablePath(&octets, &count) == 0 else { return CommandLine.arguments[0] }
        return String(cString: octets)
    }
    #endif

    /// Returns once the agent listens.
    ///
    /// - Throws: `LockError.agentFailed`.
    package func launch(_ key: LockKey, for period: LockPeriod) throws(LockError) {
        guard let secret = try? FileDescriptor.ownPipe() else { throw .agentFailed }
        guard let word = try? FileDescriptor.ownPipe() else {
            for end in [secret.out, secret.in] { try? end.close() }
            throw .agentFailed
        }
        let kept = environment.filter { ["XDG_RUNTIME_DIR", "TMPDIR"].contains($0.key) }
        let agent = ChildProcess(
            program, ["twofold", Self.command, "\(period.seconds)"], environment: kept.merging(["TWOFOLD_HOME": home.path]) { $1 },
            input: secret.out, output: word.in, errors: nil)
        for end in [secret.out, word.in] { try? end.close() }
        let isSent = ChildProcess.feed(key.bytes, to: secret.in)
        let answer = try? word.out.takeAll()
        try? word.out.close()
        guard isSent, answer == Self.ready else {
            _ = agent?.wait()
            throw .agentFailed
        }
    }
}
