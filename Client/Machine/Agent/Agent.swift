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
        guard let period = arguments.first.flatMap({ Int64($0) }).flatMap(LockPeriod.init(seconds:)), isatty(STDIN_FILENO) == 0
        else { return .misused }
        detach()
        let places = AgentPlace.all(of: home, environment: environment)
        guard let secret = SecretPage(), secret.fill(from: STDIN_FILENO),
            let server = AgentServer(secret, at: places, for: period, now: { SystemClock.sinceBoot() })
        else { return .failed }
        for number in [SIGTERM, SIGINT, SIGHUP] { signal(number) { _ in Agent.isTold = 1 } }
        signal(SIGPIPE, SIG_IGN)
        _ = Descriptor.write(AgentLauncher.ready, to: STDOUT_FILENO)
        leadNowhere([STDIN_FILENO, STDOUT_FILENO])
        server.serve(until: { Agent.isTold != 0 })
        putAwayLeftovers()
        return .done
    }

    /// Set by a signal handler, read by the only thread.
    nonisolated(unsafe) private static var isTold: sig_atomic_t = 0

    private func detach() {
        setsid()
        chdir("/")
        umask(0o077)
        #if canImport(Glibc)
        closefrom(3)
        #else
        for descriptor in 3..<max(3, getdtablesize()) { close(descriptor) }
        #endif
    }

    /// Redirects descriptors to `/dev/null`, so that no process waits at their other ends.
    private func leadNowhere(_ descriptors: [Int32]) {
        let nowhere = open("/dev/null", O_RDWR | O_CLOEXEC)
        for descriptor in descriptors { dup2(nowhere, descriptor) }
        if nowhere > STDERR_FILENO { close(nowhere) }
    }

    private func putAwayLeftovers() {
        guard let closing = try? home.lock().closing,
            AgentClient(of: home, environment: environment).key() == nil
        else { return }
        _ = try? Leftovers(of: home).putAway(closing)
    }
}
