import Models
package import Vault

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
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
    package func launch(_ key: LockKey, seconds: Int64) throws(LockError) {
        guard let (keyOut, keyIn) = Descriptor.pipe() else { throw .agentFailed }
        guard let (wordOut, wordIn) = Descriptor.pipe() else {
            for end in [keyOut, keyIn] { close(end) }
            throw .agentFailed
        }
        let child = spawn(input: keyOut, output: wordIn, seconds: seconds)
        for end in [keyOut, wordIn] { close(end) }
        // Writing to an agent that has exited mustn't end this process.
        let handler = signal(SIGPIPE, SIG_IGN)
        let isSent = child != nil && Descriptor.write(key.bytes, to: keyIn)
        close(keyIn)
        signal(SIGPIPE, handler)
        let word = Descriptor.readAll(wordOut)
        close(wordOut)
        guard isSent, word == Self.ready else {
            if let child { waitpid(child, nil, 0) }
            throw .agentFailed
        }
    }

    private func spawn(input: Int32, output: Int32, seconds: Int64) -> pid_t? {
        #if canImport(Darwin)
        var (attributes, actions): (posix_spawnattr_t?, posix_spawn_file_actions_t?)
        #else
        var (attributes, actions) = (posix_spawnattr_t(), posix_spawn_file_actions_t())
        #endif
        posix_spawnattr_init(&attributes)
        posix_spawn_file_actions_init(&actions)
        defer {
            posix_spawnattr_destroy(&attributes)
            posix_spawn_file_actions_destroy(&actions)
        }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        let arguments: [String] = ["twofold", Self.command, "\(seconds)"]
        var vector = arguments.map { strdup($0) } + [nil]
        let kept = environment.filter { ["XDG_RUNTIME_DIR", "TMPDIR"].contains($0.key) }
        var variables = kept.merging(["TWOFOLD_HOME": home.path]) { $1 }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in vector + variables { free(text) } }
        var child = pid_t()
        return posix_spawn(&child, program, &actions, &attributes, &vector, &variables) == 0 ? child : nil
    }
}
