#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A program that has the terminal for as long as it runs.
struct TerminalChild {
    /// A command of the shell.
    let command: String
    /// What is added to it.
    var arguments: [String] = []
    let environment: [String: String]
    var input = STDIN_FILENO
    var output = STDOUT_FILENO
    var errors = STDERR_FILENO

    /// How it ended.
    enum Ending: Hashable {
        case exited(Int32)
        case signalled(Int32)
        /// It never ran.
        case notFound
    }

    /// Runs it, and waits for it.
    ///
    /// It stays in this process group, so that what the keyboard sends reaches both: this process lets an interrupt pass, and stops
    /// where it stops, and goes on with it. Whatever state it leaves the terminal in, the former one comes back.
    ///
    /// - Parameter meanwhile: what is done beside it; also where it does not run.
    func run(_ meanwhile: () -> Void = {}) -> Ending {
        var mode = termios()
        let terminal = [input, output].first { tcgetattr($0, &mode) == 0 }
        let handlers = Self.passed.map { signal($0, SIG_IGN) }
        defer {
            for (number, handler) in zip(Self.passed, handlers) { signal(number, handler) }
            if let terminal { tcsetattr(terminal, TCSADRAIN, &mode) }
        }
        let child = spawn()
        meanwhile()
        guard let child else { return .notFound }
        return wait(for: child)
    }

    /// What the keyboard sends, and only the child answers.
    private static let passed = [SIGINT, SIGQUIT, SIGTSTP]

    private func wait(for child: pid_t) -> Ending {
        var status: Int32 = 0
        while true {
            guard waitpid(child, &status, WUNTRACED) >= 0 else {
                guard errno == EINTR else { return .exited(-1) }
                continue
            }
            guard status & 0xff == 0x7f else { return ending(status) }
            // It has stopped: so does this process, until both are to go on.
            signal(SIGTSTP, SIG_DFL)
            raise(SIGTSTP)
            signal(SIGTSTP, SIG_IGN)
        }
    }

    private func ending(_ status: Int32) -> Ending {
        let signal = status & 0x7f
        let exit = (status >> 8) & 0xff
        if signal != 0 { return .signalled(signal) }
        // The shell says 128 and more where a signal ended what it ran.
        if exit > 128 { return .signalled(exit - 128) }
        return exit == 126 || exit == 127 ? .notFound : .exited(exit)
    }

    /// As in git-var(1): what was chosen may hold arguments of its own. A simple command takes the place of the shell, which would
    /// otherwise end at an interrupt that the program handles.
    private var line: String {
        let isSimple = !command.contains { ";|&()<>=`\n".contains($0) }
        return (isSimple ? "exec " : "") + command + " \"$@\""
    }

    private func spawn() -> pid_t? {
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
        for number in Self.passed + [SIGPIPE] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
        for (own, standard) in [(input, STDIN_FILENO), (output, STDOUT_FILENO), (errors, STDERR_FILENO)] where own != standard {
            posix_spawn_file_actions_adddup2(&actions, own, standard)
        }

        var vector = (["/bin/sh", "-c", line, command] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in vector + variables { free(text) } }
        var child = pid_t()
        return posix_spawn(&child, "/bin/sh", &actions, &attributes, &vector, &variables) == 0 ? child : nil
    }
}
