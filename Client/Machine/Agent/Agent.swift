import SystemPackage
import Vault

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The process that keeps a home's lock key in memory: `twofold agent SECONDS`, started by `twofold unlock`.
///
/// It has no terminal and no open descriptor but its socket, and reads only the key, from standard input.
package struct Agent {
    /// How the process ended.
    package enum Ending {
        case done
        case failed
        /// The arguments or the input are not what `twofold unlock` gives.
        case misused
    }

    private let home: HomeFolder
    private let environment: [String: String]

    package init(home: HomeFolder, environment: [String: String]) {
        self.home = home
        self.environment = environment
    }

    /// - Parameter arguments: those after `agent`.
    package func run(_ arguments: [String]) -> Ending {
        guard let period = arguments.first.flatMap({ Int64($0) }).flatMap(LockPeriod.init(seconds:)),
            !Posix.isTerminal(.standardInput)
        else { return .misused }
        detach()
        let places = AgentPlace.all(of: home, environment: environment)
        guard let secret = SecretPage(), secret.fill(from: STDIN_FILENO),
            let server = AgentServer(secret, at: places, for: period, now: SystemClock.sinceBoot)
        else { return .failed }
        for number in [SIGTERM, SIGINT, SIGHUP] { signal(number) { _ in Agent.isTold = 1 } }
        signal(SIGPIPE, SIG_IGN)
        try? FileDescriptor.standardOutput.put(AgentLauncher.ready)
        leadNowhere([.standardInput, .standardOutput])
        server.serve(until: { Agent.isTold != 0 })
        putAwayLeftovers()
        return .done
    }

    /// Set by a signal handler, read by the only thread.
    nonisolated(unsafe) private static var isTold: sig_atomic_t = 0

    private func detach() {
        setsid()
        chdir("/")
        PrivateFile.makeDefault()
        #if canImport(Glibc)
        closefrom(3)
        #else
        for descriptor in 3..<max(3, getdtablesize()) { close(descriptor) }
        #endif
    }

    /// Redirects descriptors to `/dev/null`, so that no process waits at their other ends.
    private func leadNowhere(_ descriptors: [FileDescriptor]) {
        try? FileDescriptor.with("/dev/null", .readWrite) { nowhere in
            for descriptor in descriptors { _ = try nowhere.duplicate(as: descriptor) }
        }
    }

    private func putAwayLeftovers() {
        guard let closing = try? home.lock().closing,
            AgentClient(of: home, environment: environment).key() == nil
        else { return }
        _ = try? EditorFiles(of: home).putAway(closing)
    }
}
